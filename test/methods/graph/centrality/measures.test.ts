import { describe, expect, it } from 'vitest';
import { mainMeasures, measures } from '../../../../src/methods/graph/centrality/measures.ts';
import { graphOf } from '../oracle.ts';

const graph = graphOf({ n: 4, edges: [[0, 1], [1, 2]], weights: [0.9, 0.5] }); // biome-ignore format: one line
const labels = Int32Array.of(1, 1, 2, 3);

describe('measures', () => {
  const found = measures(graph, labels);

  it('names each measure once per weighting and gives every node a finite value', () => {
    expect(new Set(found.map(({ measure, weighted }) => `${measure} ${weighted}`)).size).toBe(found.length);
    for (const { values } of found) {
      expect(values).toHaveLength(4);
      for (const value of values) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('reads weights only where it says so', () => {
    const other = measures(graphOf({ n: 4, edges: [[0, 1], [1, 2]], weights: [0.2, 0.6] }), labels); // biome-ignore format: one line
    found.forEach(({ weighted, measure, values }, k) => {
      if (!weighted) expect(other[k].values, measure).toEqual(values);
      else if (measure !== 'betweenness') expect(other[k].values, measure).not.toEqual(values);
    });
  });

  it('holds the main measures as they are in the whole list', () => {
    for (const main of mainMeasures(graph)) {
      expect(found.find(({ measure, weighted }) => measure === main.measure && weighted === main.weighted)).toEqual(
        main,
      );
    }
  });
});
