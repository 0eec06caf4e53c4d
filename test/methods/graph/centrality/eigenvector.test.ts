import { describe, expect, it } from 'vitest';
import { eigenvectors } from '../../../../src/methods/graph/centrality/eigenvector.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, cases, expectClose, graphOf, oracle, relabelled } from '../oracle.ts';

const expectVector = (found: ArrayLike<number>, wanted: readonly number[]) => {
  wanted.forEach((w, i) => {
    expect(Math.abs(found[i] - w), `node ${i}`).toBeLessThanOrEqual(oracle.tolerance.eigenvector);
  });
};

describe('eigenvectors', () => {
  it.each(cases)('%s: as a dense eigensolver', (_, wanted) => {
    const { whole, perComponent, value } = eigenvectors(graphOf(wanted));
    expectVector(whole, wanted.eigenvector);
    expectVector(perComponent, wanted.eigenvector_component);
    expectClose([value], [wanted.eigenvalue]);
  });

  it.each(cases)('%s: A v = λ v on the whole graph, unit length, never negative', (_, wanted) => {
    const graph = graphOf(wanted);
    const { whole, value } = eigenvectors(graph);
    let square = 0;
    for (let i = 0; i < graph.n; i++) {
      let image = 0;
      for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) image += graph.weights[k] * whole[graph.targets[k]];
      expect(Math.abs(image - value * whole[i])).toBeLessThan(1e-10);
      expect(whole[i]).toBeGreaterThanOrEqual(0);
      square += whole[i] ** 2;
    }
    expect(square).toBeCloseTo(1, 12);
  });

  it('puts everything on the component with the largest eigenvalue', () => {
    const triangleAndPair = graphOf({ n: 6, edges: [[0, 1], [2, 3], [3, 4], [2, 4]] }); // biome-ignore format: one line
    const { whole, perComponent } = eigenvectors(triangleAndPair);
    expectClose(whole, [0, 0, ...Array(3).fill(1 / Math.sqrt(3)), 0]);
    expectClose(perComponent, [Math.SQRT1_2, Math.SQRT1_2, ...Array(3).fill(1 / Math.sqrt(3)), 0]);
  });

  it('shares between components of equal eigenvalue as power iteration from equal values would', () => {
    const { whole } = eigenvectors(graphOf({ n: 4, edges: [[0, 1], [2, 3]] })); // biome-ignore format: one line
    expectClose(whole, [0.5, 0.5, 0.5, 0.5]);
  });

  it('does not exist without edges: every vector is one', () => {
    const { whole, perComponent, value } = eigenvectors(graphOf({ n: 4, edges: [] }));
    expect([...whole]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect([...perComponent]).toEqual([0, 0, 0, 0]);
    expect(value).toBe(0);
    expect(eigenvectors(graphOf({ n: 0, edges: [] })).whole).toHaveLength(0);
  });

  it('does not change when all weights are scaled', () => {
    const wanted = cases[0][1];
    const scaled = graphOf({ ...wanted, weights: wanted.edges.map(() => 0.3) });
    expectVector(eigenvectors(scaled).whole, wanted.eigenvector);
  });

  it.each(cases.slice(0, 4))('%s: relabelling nodes permutes the values', (_, wanted) => {
    const order = shuffle(
      Int32Array.from({ length: wanted.n }, (_, i) => i),
      random(1, 'relabel'),
    );
    expectVector(broughtBack(eigenvectors(relabelled(wanted, order)).whole, order), wanted.eigenvector);
  });
});
