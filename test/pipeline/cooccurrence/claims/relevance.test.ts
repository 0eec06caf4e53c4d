import { describe, expect, it } from 'vitest';
import {
  clustersMatter,
  type KeptRelevance,
  relevanceEvidence,
  relevanceSentence,
} from '../../../../pipeline/cooccurrence/claims/relevance.ts';

const ROW: KeptRelevance = {
  ...{ n: 94, n_units: 3, prompts: 48, share_abs_attribution: 0.026, faithfulness: 0.005, necessity: 0.0012 },
  ...{ random_sets: 200, necessity_random: 0.0718, necessity_low: 0.02, necessity_high: 0.1503, p: 1, reason: null },
};
const RELEVANT = { ...ROW, necessity: 0.31, p: 0.005 };

describe('clustersMatter', () => {
  it('is whether taking the features out costs more than 97.5 % of the random sets do', () => {
    expect(clustersMatter(ROW)).toBe(false);
    expect(clustersMatter(RELEVANT)).toBe(true);
    expect(clustersMatter({ ...ROW, necessity: 0.1503 })).toBe(false);
    expect(clustersMatter({ ...RELEVANT, necessity: 0.1504 })).toBe(true);
    expect(clustersMatter({ ...RELEVANT, necessity: -0.2, necessity_low: -0.4, necessity_high: -0.3 })).toBe(true);
    // Sentence and status go by one rule: above the quantile and p of 6 in 201 is not enough.
    expect(clustersMatter({ ...RELEVANT, necessity: 0.1504, p: 6 / 201 })).toBe(false);
  });

  it('cannot be said from so few random sets that none could be supported', () => {
    expect(clustersMatter({ ...RELEVANT, random_sets: 38, p: 1 / 39 })).toBeNull();
    expect(relevanceSentence({ ...RELEVANT, random_sets: 38, p: 1 / 39 })).toContain('38 random sets are too few');
    expect(clustersMatter({ ...RELEVANT, random_sets: 39, p: 1 / 40 })).toBe(true);
  });

  it('was not asked where no cluster is kept', () => {
    expect(relevanceSentence({ ...ROW, n: 0, reason: 'the set has no features' })).toContain('was not asked');
  });

  it.each([
    ['the row', undefined],
    ['the necessity', { ...RELEVANT, necessity: null, p: null, reason: 'too little' }],
    [
      'random sets',
      { ...RELEVANT, random_sets: 0, necessity_random: null, necessity_high: null, p: null, reason: 'none' },
    ],
    ['random sets that are alike', { ...RELEVANT, p: null, reason: 'they are not alike' }],
  ])('cannot be said without %s', (_, row) => {
    expect(clustersMatter(row)).toBeNull();
  });
});

describe('the sentence', () => {
  it('says that the features do not matter, with the numbers, and that copies are counted once', () => {
    expect(relevanceSentence(ROW)).toBe(
      'The 94 clustered features (3 without copies) do not matter for this task: taking them out of 48 held-out prompts costs 0.1 % of the contrast that all features carry; random sets as active cost 7.2 %, and 97.5 % of them at most 15.0 %.',
    );
  });

  it('says that they matter', () => {
    expect(relevanceSentence(RELEVANT)).toMatch(
      /^The 94 clustered features \(3 without copies\) matter for this task: /,
    );
    expect(relevanceSentence(RELEVANT)).toContain('costs 31.0 % of the contrast');
  });

  it('is silent about copies where there are none or they were not looked for', () => {
    for (const n_units of [94, null]) expect(relevanceSentence({ ...ROW, n_units })).toMatch(/^The 94 clustered features do not matter/); // biome-ignore format: one line
  });

  it('says why nothing can be said: the reason of the row, or that there is none to ask', () => {
    const reason = 'the random sets have 5.0 times the activation mass of the set: they are not alike';
    expect(relevanceSentence({ ...ROW, p: null, reason })).toBe(
      `Whether the clustered features matter for the task cannot be said: ${reason}.`,
    );
    expect(relevanceSentence(undefined)).toMatch(/^Whether the clustered features matter for the task was not asked: /);
  });
});

describe('the evidence', () => {
  const evidenceOf = (row: KeptRelevance) => {
    const found = relevanceEvidence(row);
    if (typeof found === 'string') throw new Error(found);
    return found;
  };

  it('is necessity beyond the median of the random sets, with its distance to their 97.5 and 2.5 %', () => {
    const { estimate, low, high, p } = evidenceOf(RELEVANT);
    expect(estimate).toBeCloseTo(0.31 - 0.0718, 12);
    expect([low, high]).toEqual([expect.closeTo(0.31 - 0.1503, 12), expect.closeTo(0.31 - 0.02, 12)]);
    expect(p).toBe(0.005);
  });

  it.each([
    ['above 97.5 % of the random sets', RELEVANT, 'supported'],
    ['below 2.5 % of them', ROW, 'not supported'],
    ['between', { ...ROW, necessity: 0.08, p: 0.4 }, 'not distinguishable'],
  ])('comes to a status, and its reason is the sentence: %s', (_, row, status) => {
    expect(evidenceOf(row).decision).toMatchObject({ status, reason: relevanceSentence(row) });
  });

  it('is a sentence alone where nothing can be said', () => {
    const unmatched = { ...RELEVANT, p: null, reason: 'they are not alike' };
    for (const row of [undefined, unmatched]) expect(relevanceEvidence(row)).toBe(relevanceSentence(row));
  });
});
