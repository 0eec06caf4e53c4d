import { describe, expect, it } from 'vitest';
import { degree } from '../../../src/methods/graph/centrality/degree.ts';
import { graphFromEdges } from '../../../src/methods/graph/csr-graph.ts';
import { rewired } from '../../../src/methods/graph/rewire.ts';
import { random } from '../../../src/random.ts';

/** Two cliques of six. */
const a: number[] = [];
const b: number[] = [];
for (const first of [0, 6])
  for (let i = first; i < first + 6; i++)
    for (let j = i + 1; j < first + 6; j++) {
      a.push(i);
      b.push(j);
    }
const cliques = graphFromEdges(12, Int32Array.from(a), Int32Array.from(b));

describe('rewired', () => {
  it('keeps every degree and stays simple, but mixes the cliques', () => {
    const found = rewired(cliques, random(1)); // graphFromEdges refuses loops and doubles
    expect(degree(found)).toEqual(degree(cliques));
    const across = Array.from({ length: 6 }, (_, v) => [...found.targets.subarray(found.offsets[v], found.offsets[v + 1])]).flat().filter((w) => w >= 6); // biome-ignore format: one line
    expect(across.length).toBeGreaterThan(8);
  });

  it('is decided by the generator', () => {
    expect(rewired(cliques, random(1))).toEqual(rewired(cliques, random(1)));
    expect(rewired(cliques, random(1))).not.toEqual(rewired(cliques, random(2)));
  });

  it('leaves alone what cannot be exchanged', () => {
    const complete = graphFromEdges(3, Int32Array.of(0, 0, 1), Int32Array.of(1, 2, 2));
    expect(rewired(complete, random(1))).toEqual(complete);
    const empty = graphFromEdges(2, new Int32Array(0), new Int32Array(0));
    expect(rewired(empty, random(1))).toEqual(empty);
    const single = graphFromEdges(2, Int32Array.of(0), Int32Array.of(1));
    expect(rewired(single, random(1))).toEqual(single);
  });

  it('reaches every network with these degrees alike: three perfect matchings of four nodes', () => {
    const matching = graphFromEdges(4, Int32Array.of(0, 2), Int32Array.of(1, 3));
    const counts = [0, 0, 0];
    for (let k = 0; k < 900; k++) counts[rewired(matching, random(1, k)).targets[0] - 1]++;
    for (const count of counts) expect(Math.abs(count - 300)).toBeLessThan(70);
  });
});
