import { expect, it } from 'vitest';
import { relevanceBaselines } from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-baselines.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import type { Subject } from '../../../../../src/engine/passes/subject.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';

/** Three positions of width 2: the first is left out, answers differ along the first coordinate, noise lies along the second. */
const RESIDS = [[9, 9, 1, 5, 1, -5], [9, 9, 1, -5, 1, 5], [9, 9, -1, 5, -1, -5], [9, 9, -1, -5, -1, 5]]; // biome-ignore format: one line
const task = RESIDS.map((_, id): RunPrompt => {
  const token = { answer: 'a', answer_token: 1, foil: 'b', foil_token: 2, accepted_tokens: [1] };
  return { prompt_id: id, ...token, n_tokens: 3, answer_rank: 0, tokens: [0, 1, 2] };
});
const words = ['x', 'x', 'y', 'y'].map((answer) => ({ answer, template: 't' }));

function inputs() {
  const plan = { batches: [{ rows: [0, 1, 2, 3], lengths: [3, 3, 3, 3] }] };
  const attributed = openShards(temporaryFolder(), 'attribute', 'h', plan);
  const list = (data: Int32Array | Float32Array) => ({ data, dims: [data.length] });
  const none = { row: list(new Int32Array()), position: list(new Int32Array()), feature: list(new Int32Array()), activation: list(new Float32Array()) }; // biome-ignore format: one line
  attributed.write(0, { resid: { data: Float32Array.from(RESIDS.flat()), dims: [12, 2] }, ...none });
  return { task, words, attributed, subject: { model: { config: { dModel: 2 } } } as Subject };
}

it('has as many components as asked for, and the differences of answers, of the prompts that find', () => {
  const [components, differences] = relevanceBaselines(inputs(), {
    heldOut: RESIDS.map(() => null),
    skip: 1,
    count: 1,
  });
  expect([components.name, differences.name]).toEqual(['components', 'mean-differences']);
  // Noise varies most; answers differ along one direction.
  expect(components.directions.map((own) => own.map(Math.abs))).toEqual([[0, 1]]);
  expect(differences.directions.map((own) => own.map(Math.abs))).toEqual([[1, 0]]);
});

it('leaves out a baseline without a direction', () => {
  const found = relevanceBaselines(inputs(), { heldOut: RESIDS.map(() => null), skip: 1, count: 0 });
  expect(found.map(({ name }) => name)).toEqual(['mean-differences']);
  // No prompt finds.
  expect(relevanceBaselines(inputs(), { heldOut: RESIDS.map(() => true), skip: 1, count: 1 })).toEqual([]);
});
