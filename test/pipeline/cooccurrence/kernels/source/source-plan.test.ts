import { describe, expect, it } from 'vitest';
import type { SourceNetwork } from '../../../../../pipeline/cooccurrence/kernels/source/source-networks.ts';
import {
  planSources,
  sourceRows,
  sourceSentence,
} from '../../../../../pipeline/cooccurrence/kernels/source/source-plan.ts';

const network = (source: SourceNetwork['source'], found: SourceNetwork['found']): SourceNetwork => {
  return { source, edges: 4, clusters: 2, modularity: 0.5, ami: 0.25, found, reason: null };
};
/** Prompts 0 to 7: two of each class find, two are held out. */
const prompts = Array.from({ length: 8 }, (_, p) => ({
  stratum: p < 4 ? 'a' : 'b',
  answer: 'x',
  heldOut: p % 2 === 1,
}));
/** Features 0 and 1 speak for class a, 2 for b. [P, F] */
const values = { rows: 8, cols: 3, values: Float64Array.from(prompts.flatMap(({ stratum }) => (stratum === 'a' ? [3, 1, 0] : [0, 0, 2]))) }; // biome-ignore format: one line
const known = { features: [5, 8, 13], skip: 1 };
const none: SourceNetwork = { source: 'generic', edges: null, clusters: null, modularity: null, ami: null, found: null, reason: 'no text' }; // biome-ignore format: one line

describe('planSources', () => {
  const plan = planSources([network('attribution', [[0, 1], [2]]), network('activation', [[1, 2]]), none], values, prompts, known); // biome-ignore format: one line
  /** Taking a group out costs its number on class a and 1 on class b. */
  const loss = (group: number, prompt: number): number => (prompt < 4 ? group + 2 : 1);
  const rows = sourceRows(plan, 2, loss);

  it('gives every cluster the class that its features speak for on the half that finds', () => {
    expect(plan.groups).toEqual([
      { features: [0, 1], own: 0 },
      { features: [2], own: 1 },
      { features: [1, 2], own: 1 },
    ]);
    expect(plan.networks.map(({ at }) => at)).toEqual([[0, 1], [2], []]);
    expect(plan.asked).toEqual([1, 3, 5, 7]);
  });

  it('has the mean selectivity of each network’s clusters', () => {
    // Group 0 loses 2 on a (its own) and 1 on b; group 1 loses 3 on a and 1 on b (its own); group 2 4 and 1.
    expect(rows.map(({ selectivity }) => selectivity)).toEqual([(1 - 2) / 2, -3, null]);
    expect(rows[0]).toMatchObject({
      n: 3,
      n_units: 2,
      edges: 4,
      clusters: 2,
      modularity: 0.5,
      ami: 0.25,
      reason: null,
    });
    expect(rows[2]).toMatchObject({ edges: null, reason: 'no text' });
  });

  it('is said in a sentence', () => {
    expect(sourceSentence(rows)).toBe(
      'Selectivity of clusters on held-out prompts, logits: attribution -0.50; of networks with as many edges: activation -3.00 (partition alike by 0.25, adjusted mutual information); generic: no network',
    );
  });
});

it.each([
  ['no halves', [network('attribution', null)], prompts, 'no prompts are held out'],
  ['one class', [network('attribution', [[0]])], prompts.map((row) => ({ ...row, stratum: 'a' })), 'fewer than two classes'], // biome-ignore format: one line
  ['no cluster', [network('attribution', [])], prompts, 'the first half finds no kept cluster'],
] as const)('%s: nothing is taken out, and the row says why', (_, networks, own, reason) => {
  const plan = planSources(networks, values, own, known);
  expect(plan.groups).toEqual([]);
  expect(sourceRows(plan, null, () => Number.NaN)[0]).toMatchObject({ selectivity: null, n_units: null, reason: expect.stringContaining(reason) }); // biome-ignore format: one line
});
