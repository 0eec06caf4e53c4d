import { describe, expect, it } from 'vitest';
import {
  type Findings,
  hypotheses,
  LABELS,
  PRIMARY_MEASURE,
} from '../../../../pipeline/cooccurrence/claims/h1-to-h5.ts';

const REQUIRED = ['random-rows', 'second-moment', 'rotation'];
const statistic = (name: string, p: number, kinds = REQUIRED) =>
  kinds.map((kind) => ({ null: kind, statistic: name, observed: 0.6, median: 0.1, defined: 200, note: null, low: 0.5, high: 0.7, p })); // biome-ignore format: one line
const both = (name: string, p: number, again: number) => [
  ...statistic(name, p),
  ...statistic(`held_out:strata:${name}`, again),
];
const slopeOf = (definition: string, scope: string, r: number, p: number, measure = PRIMARY_MEASURE) => {
  return { measure, definition, scope, r, low: r - 0.2, high: r + 0.2, p };
};
const IMPORTANCE = [slopeOf('removal', 'all', 0.6, 0.002), slopeOf('removal', 'strata', 0.6, 0.02)];
const STRONG: Findings = {
  nulls: [
    ...both('cohesion', 0.001, 0.01),
    ...both('separation', 0.2, 0.3),
    ...both(`slope:${PRIMARY_MEASURE}`, 0.001, 0.01),
    ...both('anova_f:degree', 0.4, 0.5),
  ],
  required: REQUIRED,
  sesoi: 0.2,
  ...{ clusters: 3, prompts: 100, steered: 100 },
  sets: { estimate: 0.9, low: 0.5, high: 1.2, p_greater: 0.001 },
  setsReason: 'no sets',
  heldOutSets: [{ split: 'strata', p: 0.004 }],
  interactions: [],
  relevance: undefined,
  ...{ groupings: [], grouped: { n: 38, n_units: 36 } },
  ...{ kept: { n: 40, n_units: 30 }, selected: { n: 60, n_units: null } },
  importance: IMPORTANCE,
  reliability: [{ measure: PRIMARY_MEASURE, reliability: 0.8 }],
};
const statusOf = (change: Partial<Findings>, hypothesis: string) =>
  hypotheses({ ...STRONG, ...change }).find((row) => row.hypothesis === hypothesis);

describe('hypotheses', () => {
  it('supports H1 to H3 on strong evidence; H4 waits for an interaction index', () => {
    const rows = hypotheses(STRONG).slice(1);
    expect(rows.slice(0, 4).map((row) => [row.hypothesis, row.status])).toEqual([
      ['H1', 'supported'],
      ['H2', 'supported'],
      ['H3', 'supported'],
      ['H4', 'not testable'],
    ]);
    expect(rows[0]).toMatchObject({ estimate: 0.5, low: 0.4, survives: REQUIRED });
    expect(rows[0].high).toBeCloseTo(0.6, 12);
    expect(rows[0].claim).toContain(
      'more within communities of the whole correlation matrix than between them, beyond co-activation and shared gradient',
    );
  });

  it('asks nothing of clusters whose features do not matter, and says so; H1 is about correlations and stays', () => {
    const relevance = {
      ...{ n: 94, n_units: 3, prompts: 50, share_abs_attribution: 0.03, faithfulness: 0.005, random_sets: 200 },
      ...{ necessity: 0.001, necessity_random: 0.24, necessity_low: 0.15, necessity_high: 0.35, p: 1, reason: null },
    };
    const rows = hypotheses({ ...STRONG, relevance });
    expect(rows.slice(0, 5).map((row) => [row.hypothesis, row.status])).toEqual([
      ['relevance', 'not supported'],
      ['H1', 'supported'],
      ...['H2', 'H3', 'H4'].map((name) => [name, 'not testable']),
    ]);
    expect(rows[0].estimate).toBeCloseTo(0.001 - 0.24, 12);
    expect([rows[0].low, rows[0].high]).toEqual([0.001 - 0.35, 0.001 - 0.15]);
    expect(rows[2].reason).toBe('The clustered features do not matter for this task.');
    const matter = hypotheses({ ...STRONG, relevance: { ...relevance, necessity: 0.6, p: 1 / 201 } });
    expect(matter.slice(0, 4).map(({ status }) => status)).toEqual([
      'supported',
      'supported',
      'supported',
      'supported',
    ]);
  });

  it('counts features with and without copies, and asks no correlation of fewer than ten units', () => {
    const few = hypotheses({ ...STRONG, kept: { n: 94, n_units: 3 } });
    const [h1, h3] = ['H1', 'H3'].map((name) => few.find(({ hypothesis }) => hypothesis === name));
    expect(h1).toMatchObject({ status: 'supported', n: 60, n_units: null });
    expect(h3).toMatchObject({ status: 'not testable', n: 94, n_units: 3 });
    expect(h3?.reason).toContain('are 3 units once copies count once, and a correlation over features takes 10');
    expect(statusOf({ kept: { n: 94, n_units: null } }, 'H3')?.status).toBe('supported');
    expect(statusOf({ nulls: [...STRONG.nulls, ...statistic('edges', 0.01)] }, 'edges')).toMatchObject({
      n: 60,
      n_units: null,
    });
  });

  it('gives every other finding a row of its own', () => {
    expect(statusOf({}, 'anova_f:degree')?.status).toBe('not distinguishable');
  });

  it('asks a comparison of halves of nothing further', () => {
    const nulls = [...STRONG.nulls, ...statistic('held_out:strata:recovery', 0.01)];
    expect(statusOf({ nulls }, 'held_out:strata:recovery')).toMatchObject({ status: 'supported', p_held_out: 0.01 });
    expect(statusOf({ nulls: [...STRONG.nulls, ...statistic('edges', 0.01)] }, 'edges')?.status).toBe('not testable');
  });

  it('asks the interval of the estimate and not the spread of the null: p may be small where the interval holds zero, or a trifle', () => {
    const at = (low: number, high: number, observed = 0.6) =>
      statusOf({ nulls: STRONG.nulls.map((row) => ({ ...row, observed, low, high })) }, 'H1');
    expect(at(0.05, 1.1)).toMatchObject({ status: 'not distinguishable', p: 0.001 });
    // A fifth of what the null has, 0.1.
    expect(at(0.105, 0.119, 0.112)).toMatchObject({ status: 'not supported', p: 0.001 });
    expect(at(0.105, 0.125, 0.115)?.status).toBe('supported');
    expect(at(0.28, 0.7)?.status).toBe('supported');
    const none = STRONG.nulls.map((row) => ({ ...row, low: null, high: null }));
    expect(statusOf({ nulls: none }, 'H1')).toMatchObject({ status: 'not testable', reason: expect.stringContaining('too few halves') }); // biome-ignore format: one line
  });

  it('says under which null too few replicates have it', () => {
    const few = STRONG.nulls.map((row) => ({ ...row, p: null, defined: 8, note: 'fewer than 100 replicates have it' }));
    expect(statusOf({ nulls: few }, 'H1')).toMatchObject({
      status: 'not testable',
      reason: expect.stringContaining('rotation, fewer than 100 replicates have it'),
    });
    const one = STRONG.nulls.map((row) => (row.null === 'rotation' ? { ...row, p: null } : row));
    expect(statusOf({ nulls: one }, 'H1')).toMatchObject({ status: 'not testable', reason: expect.stringContaining('these have none: rotation') }); // biome-ignore format: one line
  });

  it('never supports on one null alone', () => {
    const nulls = STRONG.nulls.filter((row) => row.null === 'random-rows');
    expect(statusOf({ nulls }, 'H1')).toMatchObject({ status: 'not testable', survives: ['random-rows'] });
    expect(statusOf({ nulls: [] }, 'H1')?.status).toBe('not testable');
    expect(statusOf({ nulls: [] }, 'H3')?.status).toBe('not testable');
  });

  it('never supports without held-out prompts', () => {
    const nulls = STRONG.nulls.filter((row) => !row.statistic.startsWith('held_out'));
    expect(statusOf({ nulls }, 'H1')?.status).toBe('not testable');
    expect(statusOf({ heldOutSets: [] }, 'H2')?.status).toBe('not testable');
    expect(statusOf({ importance: IMPORTANCE.slice(0, 1) }, 'H3')?.status).toBe('not testable');
  });

  it('needs two clusters, sets of equal norm and steering', () => {
    expect(statusOf({ clusters: 1 }, 'separation')).toMatchObject({ status: 'not testable' });
    expect(statusOf({ clusters: 0 }, 'H1')).toMatchObject({ status: 'supported' });
    expect(statusOf({ sets: null }, 'H2')).toMatchObject({ status: 'not testable', reason: 'no sets' });
    const bare = { estimate: 0.9, low: null, high: null, p_greater: 0.001 };
    expect(statusOf({ sets: bare }, 'H2')).toMatchObject({ status: 'not testable', reason: 'Too few sets for an interval.' }); // biome-ignore format: one line
    expect(statusOf({ importance: [] }, 'H3')).toMatchObject({ status: 'not testable' });
    expect(statusOf({ clusters: 0 }, 'H3')?.reason).toContain('no kept cluster');
  });

  it('does not let measured importance alone carry H3: the shared gradient makes such slopes', () => {
    const nulls = [...both(`slope:${PRIMARY_MEASURE}`, 0.3, 0.3)];
    expect(statusOf({ nulls }, 'H3')?.status).toBe('not distinguishable');
  });

  it('does not let the first-order slope alone carry H3', () => {
    const weak = [{ ...slopeOf('removal', 'all', 0.3, 0.2), low: -0.1 }, IMPORTANCE[1]];
    expect(statusOf({ importance: weak }, 'H3')).toMatchObject({ status: 'not distinguishable', p: 0.2 });
  });

  it('asks held-out prompts of each kind of evidence', () => {
    expect(statusOf({}, 'H1')?.p_held_out).toBe(0.01);
    expect(statusOf({}, 'H2')?.p_held_out).toBe(0.004);
    expect(statusOf({}, 'H3')?.p_held_out).toBe(0.02);
    expect(statusOf({ heldOutSets: [{ split: 'strata', p: 0.2 }] }, 'H2')?.status).toBe('not distinguishable');
    const lost = [IMPORTANCE[0], slopeOf('removal', 'strata', 0.1, 0.3)];
    expect(statusOf({ importance: lost }, 'H3')?.status).toBe('not distinguishable');
  });

  it('asks nothing of a centrality that halves of the prompts do not agree on', () => {
    const reliability = [{ measure: PRIMARY_MEASURE, reliability: 0.4 }];
    expect(statusOf({ reliability }, 'H3')).toMatchObject({
      status: 'not testable',
      reason: expect.stringMatching(/^Strength does not replicate: .* 0\.40/),
    });
  });

  it('says that the answer depends on the definition where the study’s steering gives the opposite', () => {
    const importance = [...IMPORTANCE, slopeOf('steering', 'all', -0.4, 1)];
    expect(statusOf({ importance }, 'H3')).toMatchObject({
      ...{ status: 'depends on the definition', estimate: 0.6, p_held_out: 0.02 },
      reason: 'r is +0.60 by the mean effect of exact removal and −0.40 by the study’s steering.',
    });
  });

  it('gives the study’s own centrality a row beside H3', () => {
    const own = [slopeOf('removal', 'all', 0.5, 0.01, 'betweenness')];
    expect(statusOf({ importance: [...IMPORTANCE, ...own] }, 'slope:betweenness')).toMatchObject({
      ...{ kind: 'finding', status: 'not testable' },
      claim: expect.stringContaining('betweenness (the study’s own centrality)'),
    });
  });

  it('does not support sets of which the interval shows too small a difference', () => {
    const sets = { estimate: 0.1, low: 0.02, high: 0.18, p_greater: 0.001 };
    expect(statusOf({ sets }, 'H2')).toMatchObject({ status: 'not supported', p: 0.001 });
  });

  it('names only nulls that were computed among those survived, and the permutation of labels', () => {
    for (const row of hypotheses(STRONG))
      expect(row.survives.every((name) => [...REQUIRED, LABELS].includes(name))).toBe(true);
  });

  it('says nothing of flow', () => {
    for (const row of hypotheses(STRONG)) expect(`${row.claim} ${row.reason}`).not.toMatch(/flow/i);
  });
});
