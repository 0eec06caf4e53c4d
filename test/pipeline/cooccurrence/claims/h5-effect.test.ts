import { describe, expect, it } from 'vitest';
import { hypotheses } from '../../../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import {
  BY,
  beyondDeals,
  beyondTrivial,
  conclusion,
  type GroupingEvidence,
  groupingSentence,
} from '../../../../pipeline/cooccurrence/claims/h5-effect.ts';
import { TRIVIAL } from '../../../../pipeline/cooccurrence/kernels/effect/groupings.ts';

const network: GroupingEvidence = {
  ...{ method: 'network', clusters: 8, n: 75, n_units: 70, selectivity: 2.5, low: 2.2, high: 2.8, null_mean: 0.9 },
  ...{ p: 0.005, difference: null, difference_low: null, difference_high: null, reason: null },
};
/** Other groupings, of which the network has 0.5 more, and those of `change`. */
function rowsOf(change: Readonly<Record<string, Partial<GroupingEvidence>>> = {}): GroupingEvidence[] {
  const others = TRIVIAL.map((method) => ({ ...network, method, selectivity: 2, difference: 0.5, difference_low: 0.2, difference_high: 0.8 })); // biome-ignore format: one line
  const permuted = { ...network, method: 'permuted', p: null, null_mean: null };
  return [network, ...others, permuted].map((row) => ({ ...row, ...change[row.method] }));
}
const judged = (found: ReturnType<typeof beyondDeals>) => {
  if (typeof found === 'string') throw new Error(found);
  return found;
};

describe('H5a', () => {
  it('is the selectivity beyond the mean of the deals', () => {
    const { estimate, low, high, p, decision } = judged(beyondDeals(rowsOf()));
    expect([estimate, p, decision.status, decision.survives]).toEqual([1.6, 0.005, 'supported', ['permuted']]);
    expect([low, high]).toEqual([expect.closeTo(1.3, 12), expect.closeTo(1.9, 12)]);
  });

  it('takes a p of 0.025 and an interval above the mean of the deals', () => {
    const statusOf = (change: Partial<GroupingEvidence>) => judged(beyondDeals(rowsOf({ network: change }))).decision;
    expect(statusOf({ p: 0.03 }).status).toBe('not distinguishable');
    expect(statusOf({ low: 0.85 }).status).toBe('not distinguishable');
    expect(statusOf({ selectivity: 0.1, low: -0.2, high: 0.5 }).status).toBe('not supported');
  });

  it('says why it cannot be asked', () => {
    expect(beyondDeals([])).toContain('No prompts are held out');
    const none = { network: { p: null, null_mean: null, reason: '3 units are few' } };
    expect(beyondDeals(rowsOf(none))).toBe('Whether clusters are selective cannot be said: 3 units are few.');
  });
});

describe('H5b', () => {
  it('is supported where the network has more than every grouping, and has the interval of the one it exceeds by least', () => {
    const rows = rowsOf({ 'activation-class': { difference: 0.3, difference_low: 0.1, difference_high: 0.5 } });
    const found = judged(beyondTrivial(rows));
    expect([found.estimate, found.low, found.high]).toEqual([0.3, 0.1, 0.5]);
    expect(found.decision).toEqual({ status: 'supported', survives: [...TRIVIAL], reason: null });
  });

  it('is not distinguishable where one interval holds zero, and names the grouping', () => {
    const rows = rowsOf({ 'decoder-cosine': { difference: 0.1, difference_low: -0.1, difference_high: 0.3 } });
    const { status, survives, reason } = judged(beyondTrivial(rows)).decision;
    expect([status, survives]).toEqual(['not distinguishable', TRIVIAL.slice(0, 3)]);
    expect(reason).toContain(BY['decoder-cosine']);
  });

  it('is not supported where one grouping does better, whatever the others', () => {
    const rows = rowsOf({
      'attribution-class': { difference: -0.2, difference_low: -0.3, difference_high: -0.1 },
      'decoder-cosine': { difference: 0, difference_low: -2, difference_high: 2 },
    });
    const found = judged(beyondTrivial(rows));
    expect([found.estimate, found.decision.status]).toEqual([-0.2, 'not supported']);
    expect(found.decision.reason).toContain(BY['attribution-class']);
  });

  it('is not decided by references of raw coordinates, selective or not there', () => {
    const [, other] = rowsOf();
    const references = [
      { ...other, method: 'mean-differences', difference: -5, difference_low: -6, difference_high: -4 },
      {
        ...other,
        method: 'neurons',
        selectivity: null,
        difference: null,
        difference_low: null,
        reason: 'no feed-forward',
      },
    ];
    expect(beyondTrivial([...rowsOf(), ...references])).toEqual(beyondTrivial(rowsOf()));
  });

  it('says why it cannot be asked, and never leaves a grouping out', () => {
    expect(beyondTrivial([])).toContain('No prompts are held out');
    const none = { selectivity: null, difference: null, difference_low: null, difference_high: null, reason: 'no answer' }; // biome-ignore format: one line
    expect(beyondTrivial(rowsOf({ 'attribution-class': none }))).toContain('no answer');
    expect(beyondTrivial(rowsOf({ network: { selectivity: null, reason: 'no clusters' } }))).toContain('no clusters');
  });
});

it('the stage’s sentence has the numbers, and the reason where there are none', () => {
  expect(groupingSentence(rowsOf())).toBe(
    'Taking one of 8 clusters out of held-out prompts costs its own class 2.50 logits more than the others; the same 75 features grouped without the network 2.00 by the answer of largest mean attribution, 2.00 by the answer of largest mean activation, 2.00 by correlation of activations, 2.00 by cosine of decoder rows, dealt among the clusters 0.90.',
  );
  const none = groupingSentence(rowsOf({ network: { selectivity: Number.NaN, reason: 'few' } }));
  expect(none).toBe('No cluster was taken out: few.');
});

it('a reader may conclude groups from the first, the network from both, nothing from the second alone', () => {
  const said = [['supported', 'supported'], ['supported', 'not supported'], ['not distinguishable', 'supported']].map(([a, b]) => conclusion(a, b)); // biome-ignore format: one line
  expect(new Set(said).size).toBe(3);
  expect(said[0]).toContain('none of the groupings');
  expect(said[1]).toContain('not shown to be needed');
  expect(said[2]).toContain('Nothing here says');
});

it('stands in the verdicts with its features, and is asked of nothing where the clustered features do not matter', () => {
  const findings = {
    ...{ nulls: [], required: [], sesoi: 0.2, clusters: 8, sets: null, setsReason: 'none', heldOutSets: [] },
    ...{ prompts: 100, steered: 100 },
    ...{ importance: [], reliability: [], interactions: [], relevance: undefined },
    ...{ kept: { n: 80, n_units: 78 }, selected: { n: 90, n_units: 88 }, grouped: { n: 75, n_units: 70 } },
    groupings: rowsOf(),
  };
  const of = (rows: ReturnType<typeof hypotheses>) => rows.filter(({ hypothesis }) => /^H5/.test(hypothesis));
  expect(of(hypotheses(findings))).toMatchObject([
    { hypothesis: 'H5a', status: 'supported', n: 75, n_units: 70, p_held_out: 0.005 },
    // It asks no null, so it has no p on held-out prompts: a largest of none is no number.
    { hypothesis: 'H5b', status: 'supported', n: 75, n_units: 70, p_held_out: Number.NaN },
  ]);
  const relevance = {
    ...{ n: 94, n_units: 3, prompts: 50, share_abs_attribution: 0.03, faithfulness: 0.005, random_sets: 200 },
    ...{ necessity: 0.001, necessity_random: 0.24, necessity_low: 0.15, necessity_high: 0.35, p: 1, reason: null },
  };
  for (const { status } of of(hypotheses({ ...findings, relevance }))) expect(status).toBe('not testable');
});
