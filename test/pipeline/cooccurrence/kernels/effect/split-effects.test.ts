import { describe, expect, it } from 'vitest';
import type { StoredEffect } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import {
  groupingSplitRows,
  planSplits,
  splitAskedOf,
  splitLosses,
  splitSentence,
} from '../../../../../pipeline/cooccurrence/kernels/effect/split-effects.ts';

/** Two classes of prompts 0, 1 and 2, 3 that a split asks as given. */
function planOf(
  features: readonly number[],
  asked: readonly number[],
  groups: readonly number[][],
  at: readonly number[][],
): StoredEffect {
  const [network, other] = at;
  const half = Math.floor(asked.length / 2);
  return {
    ...{ features, unitOf: features.map((_, i) => i), references: [], deals: [], asked, skip: 0, reason: null },
    classes: [
      { name: 'a', finds: [], asked: asked.slice(0, half) },
      { name: 'b', finds: [], asked: asked.slice(half) },
    ],
    groups: groups.map((places, own) => ({ features: places, own: own % 2 })),
    groupings: [
      { method: 'network', groups: [], at: network },
      { method: 'decoder-cosine', groups: [], at: other },
    ],
    undealt: 'not here',
  };
}

const plans = [
  {
    split: 'strata 2',
    plan: planOf(
      [7, 9],
      [0, 2],
      [[0], [1], [0, 1]],
      [
        [0, 1],
        [2, 1],
      ],
    ),
  },
  {
    split: 'strata 3',
    plan: planOf(
      [5, 9],
      [1, 2, 3, 4],
      [[1], [0]],
      [
        [0, 1],
        [1, 0],
      ],
    ),
  },
  { split: 'strata 4', plan: { ...planOf([], [], [], [[], []]), groupings: [], reason: 'no cluster' } },
];
const stored = planSplits(plans);

describe('groups of every further split', () => {
  it('are taken out once, on the prompts that any split asks them of', () => {
    expect(stored.features).toEqual([5, 7, 9]);
    // {9} is of both splits; the others of one.
    expect(stored.groups).toEqual([
      { features: [1], on: [0, 2] },
      { features: [2], on: [0, 1, 2, 3, 4] },
      { features: [1, 2], on: [0, 2] },
      { features: [0], on: [1, 2, 3, 4] },
    ]);
    expect(stored.asked).toEqual([0, 1, 2, 3, 4]);
    expect(splitAskedOf(stored).map((prompts) => [...prompts])).toEqual([
      stored.asked,
      ...stored.groups.map(({ on }) => on),
    ]);
    expect(splitAskedOf(planSplits([plans[2]]))).toEqual([]);
  });

  it('lose what the contrast is less than with nothing changed, prompt by prompt', () => {
    // Evaluation e on prompt p is 100 p − e.
    const cells = splitAskedOf(stored).flatMap((prompts, e) => Array.from(prompts, (p) => 100 * p - e));
    const loss = splitLosses(stored, { logitDiff: Float32Array.from(cells) });
    for (const [group, { on }] of stored.groups.entries())
      for (const prompt of on) expect(loss(group, prompt)).toBe(1 + group);
    expect(() => loss(0, 1)).toThrow('group 0 is not taken out of prompt 1');
  });

  it('are as selective as their losses on their own class are larger, and the network is held against each', () => {
    const loss = (group: number, prompt: number) => (group + 1) * (prompt + 1);
    const rows = groupingSplitRows(stored, loss);
    expect(rows.map(({ method, split }) => [split, method])).toHaveLength(15);
    // Class a is prompt 0, b prompt 2: {7} 1 − 3, {9} is of class b, 6 − 2; their mean. The other grouping has {7, 9} of class a, 3 − 9.
    expect(rows[0]).toMatchObject({
      split: 'strata 2',
      method: 'network',
      clusters: 2,
      n: 2,
      n_units: 2,
      selectivity: 1,
      reason: null,
    });
    expect(rows.find(({ split, method }) => split === 'strata 2' && method === 'decoder-cosine')).toMatchObject({
      selectivity: -1,
      difference: 2,
    });
    expect(rows[0].difference).toBeNaN();
    const classless = rows.find(({ split, method }) => split === 'strata 3' && method === 'attribution-class');
    expect(classless).toMatchObject({
      selectivity: Number.NaN,
      reason: 'no answer has two prompts or more in each half',
    });
    expect(rows.filter(({ split }) => split === 'strata 4').every(({ reason }) => reason === 'no cluster')).toBe(true);
  });

  it('are said with their range, and in how many the network has more than every other grouping', () => {
    const loss = (group: number, prompt: number) => (group + 1) * (prompt + 1);
    const rows = groupingSplitRows(stored, loss);
    // Selectivities 1 and 2; the other grouping has −1 in the first, and the same groups in the second.
    expect(splitSentence(rows)).toBe(
      'in 2 further splits a cluster costs its own class 1.50 logits more than the others (1.00 to 2.00); that is more than every grouping without the network in 1 of 2',
    );
    expect(splitSentence([])).toBe('no cluster of a further split was taken out');
  });
});
