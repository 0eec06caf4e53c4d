import { describe, expect, it } from 'vitest';
import {
  type GroupingSource,
  groupingsOf,
  METHODS,
  sizesOf,
} from '../../../../../pipeline/cooccurrence/kernels/effect/groupings.ts';
import { random } from '../../../../../src/random.ts';

/** Six features and eight prompts, of which the first four find; values by answer, codes and directions in pairs of their own. */
const P = 8;
const table = (at: (feature: number, prompt: number) => number) => ({
  values: Float64Array.from({ length: 6 * P }, (_, k) => at(Math.floor(k / P), k % P)),
  features: 6,
  prompts: P,
});
const rng = random(3, 'groupings');
const noise = Array.from({ length: 6 * P }, () => 0.01 * rng.normal());
const shape = Array.from({ length: 3 * P }, () => rng.normal());
const source: GroupingSource = {
  network: Int32Array.from([0, 1, 1, 0, 0, 1]),
  // Features 0 to 2 like answer x (prompts 0, 1, 4, 5), the others y.
  values: table((feature, prompt) => (feature < 3 === prompt % 4 < 2 ? 2 + feature : 0)),
  // Features of one parity are active together, and most on one answer by parity.
  codes: table((feature, prompt) => {
    const likes = feature % 2 === 0 ? prompt % 4 < 2 : prompt % 4 >= 2;
    return 5 + 3 * Number(likes) + shape[(feature % 2) * P + prompt] + noise[feature * P + prompt];
  }),
  // 0, 1 and 5 write one way, 2, 3 and 4 another.
  rows: { data: Float32Array.from([1, 0, 1, 0.1, 0, 1, 0.1, 1, 0, 1, 1, 0.05]), width: 2 },
  answers: [
    { name: 'x', finds: [0, 1], asked: [4, 5] },
    { name: 'y', finds: [2, 3], asked: [6, 7] },
  ],
  finds: [0, 1, 2, 3],
  seed: 1,
};
/** Which features are together. */
const together = (groups: Int32Array | undefined) => {
  const of = [...(groups ?? [])];
  return [...new Set(of)].map((group) => of.flatMap((own, i) => (own === group ? [i] : [])).join('')).sort();
};

describe('groupings of the same features', () => {
  const found = groupingsOf(source);
  it('are the five, the network’s own first and as it is', () => {
    expect([...found.keys()]).toEqual([...METHODS]);
    expect(found.get('network')).toBe(source.network);
  });

  it('go by answer of value, by answer of code, by codes together, by directions', () => {
    expect(together(found.get('attribution-class'))).toEqual(['012', '345']);
    expect(together(found.get('activation-class'))).toEqual(['024', '135']);
    expect(together(found.get('activation-correlation'))).toEqual(['024', '135']);
    expect(together(found.get('decoder-cosine'))).toEqual(['015', '234']);
  });

  it('have the sizes of the network’s clusters, by number, in whatever order those are', () => {
    const uneven = groupingsOf({ ...source, network: Int32Array.from([2, 0, 1, 2, 2, 1]) });
    for (const groups of uneven.values()) expect(sizesOf(groups)).toEqual([1, 2, 3]);
  });

  it('see nothing of held-out prompts', () => {
    const other = (own: GroupingSource['values']) => {
      const values = own.values.map((value, k) => (k % P < 4 ? value : 100 - value * k));
      return { ...own, values };
    };
    expect(groupingsOf({ ...source, values: other(source.values), codes: other(source.codes) })).toEqual(found);
  });

  it('are not by class where no answer has prompts enough', () => {
    expect([...groupingsOf({ ...source, answers: [] }).keys()]).toEqual(['network', 'activation-correlation', 'decoder-cosine']); // biome-ignore format: one line
  });

  it('are made where codes do not vary and rows are zero', () => {
    const flat = groupingsOf({ ...source, codes: table(() => 1), rows: { data: new Float32Array(12), width: 2 } });
    for (const groups of flat.values()) expect(sizesOf(groups)).toEqual([3, 3]);
  });
});
