import { expect, it } from 'vitest';
import { type Drawn, type NullSource, openDrawn } from '../../../../../pipeline/cooccurrence/kernels/nulls/drawn.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';
import { sharedGradient } from './shared-gradient.ts';

const { nullInput, source } = sharedGradient({ seed: 3, features: 12, candidates: 40 });
const values = Float64Array.from({ length: 60 * 12 }, (_, i) => Math.sin(i * i));
const ring = graphFromEdges(
  12,
  Int32Array.from({ length: 12 }, (_, i) => Math.min(i, (i + 1) % 12)),
  Int32Array.from({ length: 12 }, (_, i) => Math.max(i, (i + 1) % 12)),
);

async function drawn(from: NullSource, replicates: readonly number[]): Promise<Drawn[]> {
  const { draw, release } = await openDrawn(nullInput, from);
  const found: Drawn[] = [];
  for (const replicate of replicates) found.push(await draw(replicate));
  await release();
  return found;
}

it.each([
  ['projections', source],
  ['stored', { kind: 'shuffle-prompts', rows: 60, cols: 12, values, groups: new Int32Array(60) }],
  ['graph', { kind: 'rewire', graph: ring }],
] as const)('draws %s by the number of the replicate, whatever was drawn before', async (what, from) => {
  const [first, second, third] = await drawn(from, [0, 1, 2]);
  expect(Object.keys(first)).toEqual([what]);
  expect(await drawn(from, [2, 0])).toEqual([third, first]);
  expect(first).not.toEqual(second);
});

it('draws others with another seed', async () => {
  const { draw, release } = await openDrawn({ ...nullInput, seed: nullInput.seed + 1 }, source);
  expect(await draw(0)).not.toEqual((await drawn(source, [0]))[0]);
  await release();
});
