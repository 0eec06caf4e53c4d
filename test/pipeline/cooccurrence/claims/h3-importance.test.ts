import { describe, expect, it } from 'vitest';
import {
  type ImportanceEvidence,
  importanceInSplits,
  importanceOf,
  opposite,
  unreliable,
} from '../../../../pipeline/cooccurrence/claims/h3-importance.ts';

const row = (change: Partial<ImportanceEvidence>): ImportanceEvidence => {
  return { measure: 'closeness', definition: 'removal', scope: 'all', r: 0.5, low: 0.2, high: 0.7, p: 0.01, ...change };
};

describe('importanceOf', () => {
  it('takes exact removal on all prompts, and of several kinds of split the largest p', () => {
    const rows = [
      row({ definition: 'steering', r: -0.9 }),
      row({}),
      row({ scope: 'strata', p: 0.02 }),
      row({ scope: 'templates', p: 0.3 }),
      row({ scope: 'templates', definition: 'steering', p: 0.9 }),
      row({ measure: 'degree', scope: 'strata', p: 0.8 }),
    ];
    expect(importanceOf(rows, 'closeness')).toEqual({ r: 0.5, low: 0.2, high: 0.7, p: 0.01, heldOut: 0.3 });
  });

  it('takes twice the median p of splits of one kind', () => {
    const rows = [0.01, 0.004, 0.2].map((p, s) => row({ scope: s === 0 ? 'strata' : `strata ${s + 1}`, r: p, p }));
    expect(importanceOf([row({}), ...rows], 'closeness')?.heldOut).toBe(0.02);
    expect(importanceInSplits([row({}), ...rows], 'closeness')[2]).toEqual({
      split: 'strata 3',
      estimate: 0.2,
      p: 0.2,
    });
  });

  it('has nothing held out where a split cannot be asked or there is none, and is nothing without r', () => {
    expect(importanceOf([row({}), row({ scope: 'strata', p: null })], 'closeness')?.heldOut).toBeNull();
    expect(importanceOf([row({})], 'closeness')?.heldOut).toBeNull();
    expect(importanceOf([row({ r: null, p: null })], 'closeness')).toBeNull();
    expect(importanceOf([row({ definition: 'steering' })], 'closeness')).toBeNull();
    expect(importanceOf([row({ low: null, high: null })], 'closeness')?.low).toBeNaN();
  });
});

describe('unreliable', () => {
  const rows = [
    { measure: 'betweenness', reliability: 0.04 },
    { measure: 'closeness', reliability: 0.5 },
    { measure: 'degree', reliability: null },
  ];

  it('names a centrality on which halves of the prompts do not agree', () => {
    expect(unreliable(rows, 'betweenness', 'betweenness')).toBe('Betweenness does not replicate: between halves of the prompts its reliability is 0.04, and 0.5 is needed.'); // biome-ignore format: one line
  });

  it('is silent where they do, or where there are no halves', () => {
    for (const measure of ['closeness', 'degree', 'eigenvector']) expect(unreliable(rows, measure, measure)).toBeNull();
  });
});

describe('opposite', () => {
  it('says which definition gives the opposite, both beyond the smallest effect of interest', () => {
    const rows = [
      row({ r: -0.54 }),
      row({ definition: 'absolute-removal', r: -0.3 }),
      row({ definition: 'steering', r: 0.55 }),
    ];
    expect(opposite(rows, 'closeness', 0.2)).toBe('r is −0.54 by the mean effect of exact removal and +0.55 by the study’s steering.'); // biome-ignore format: one line
  });

  it('does not read a sign into what is smaller than that, on held-out prompts or of another centrality', () => {
    expect(opposite([row({ r: 0.5 }), row({ definition: 'steering', r: -0.19 })], 'closeness', 0.2)).toBeNull();
    expect(opposite([row({ r: 0.1 }), row({ definition: 'steering', r: -0.6 })], 'closeness', 0.2)).toBeNull();
    const elsewhere = [row({}), row({ definition: 'steering', scope: 'strata', r: -0.6 })];
    expect(
      opposite([...elsewhere, row({ measure: 'degree', definition: 'steering', r: -1 })], 'closeness', 0.2),
    ).toBeNull();
    expect(opposite([row({}), row({ definition: 'steering', r: null })], 'closeness', 0.2)).toBeNull();
  });
});
