import { expect, it } from 'vitest';
import { referenceSources } from '../../../../../pipeline/cooccurrence/kernels/effect/reference-sources.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineInputs, modelOracle } from '../../../../engine.ts';

/** Eight prompts of one length, four of each answer, which differ along the first coordinate of the residual. */
const tokens = modelOracle.prompts[0]!;
const IDS = Array.from({ length: 8 }, (_, id) => id);
const task = IDS.map((id): RunPrompt => {
  const token = { answer: 'a', answer_token: 1, foil: 'b', foil_token: 2, accepted_tokens: [1] };
  return { prompt_id: id, ...token, n_tokens: tokens.length, answer_rank: 0, tokens };
});
const words = IDS.map((id) => ({ answer: id < 4 ? 'x' : 'y', stratum: id < 4 ? 'x' : 'y', template: 't' }));
const heldOut = IDS.map((id) => id % 2 === 1);

async function inputs(hook: string) {
  const subject = await engineInputs({ hook });
  const { dModel: width } = subject.model.config;
  const batches = [{ rows: IDS, lengths: IDS.map(() => tokens.length) }];
  const attributed = openShards(temporaryFolder(), 'attribute', 'h', { batches });
  const resid = IDS.flatMap((id) =>
    tokens.flatMap((_, t) =>
      Array.from({ length: width }, (_, d) => Math.sin(7 * id + 3 * t + d * d) + (d === 0 ? (id < 4 ? 20 : -20) : 0)),
    ),
  );
  const gradient = resid.map((_, k) => (k % width === 0 ? 1 : 0.01));
  const rows = (data: number[]) => ({ data: Float32Array.from(data), dims: [data.length / width, width] });
  const ints = (data: number[]) => ({ data: Int32Array.from(data), dims: [data.length] });
  const none = { row: ints([]), position: ints([]), feature: ints([]), activation: rows([]) };
  const known = { prompt: ints(IDS), length: ints(IDS.map(() => tokens.length)) };
  attributed.write(0, { ...known, resid: rows(resid), gradient: rows(gradient), ...none });
  return { task, words, attributed, subject };
}
const ASKED = { positions: 'sum', mostPairs: 1000, skip: 0, heldOut, threads: 1 } as const;

it('has a direction for each answer, and as many components and neurons as features', async () => {
  const { references, coordinates } = await referenceSources(await inputs('blocks.2.hook_resid_pre'), { ...ASKED, count: 3 }); // biome-ignore format: one line
  expect(references.map(({ method, reason }) => [method, reason])).toEqual([['mean-differences', null], ['components', null], ['neurons', null]]); // biome-ignore format: one line
  const [differences, components, neurons] = references;
  expect(differences.ids).toEqual([0, 1]);
  // What tells two answers apart is one direction, up or down.
  expect(differences.unitOf).toEqual([0, 0]);
  const [x, y] = coordinates.directions['mean-differences'];
  expect([x[0], y[0]].map(Math.round)).toEqual([1, -1]);
  expect(Math.hypot(...x)).toBeCloseTo(1, 12);
  expect([components.ids, neurons.ids.length]).toEqual([[0, 1, 2], 3]);
  expect(coordinates.neurons).toEqual({ layer: 1, neurons: neurons.ids });
  expect(components.values).toMatchObject({ features: 3, prompts: 8 });
});

it('says why there are no groups of their sizes, or none at all', async () => {
  const more = await referenceSources(await inputs('blocks.0.hook_resid_pre'), { ...ASKED, count: 400 });
  expect(more.references.map(({ reason }) => reason)).toEqual([
    null,
    expect.stringMatching(/^the residual has \d+ components, the clusters 400 features/),
    expect.stringContaining('no feed-forward has written'),
  ]);
  const many = await referenceSources(await inputs('blocks.2.hook_resid_pre'), { ...ASKED, count: 400 });
  expect(many.references[2].reason).toMatch(/^the feed-forward has \d+ neurons, the clusters 400 features$/);
  const one = { ...(await inputs('blocks.2.hook_resid_pre')), words: words.map((row) => ({ ...row, answer: 'x' })) };
  expect((await referenceSources(one, { ...ASKED, count: 3 })).references[0].reason).toContain(
    'fewer than two answers',
  );
});
