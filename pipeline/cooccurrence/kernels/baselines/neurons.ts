/**
 * Neurons of the last feed-forward before the hook as a dictionary that nobody trained: those of largest Σ|f (w·g)| on the prompts that find,
 * as the features beside which they stand are chosen.
 */
import type { MixedBatch } from '../../../../src/engine/passes/batches.ts';
import { lastFeedForward, neuronRows, openNeurons, openNeuronWrites } from '../../../../src/engine/passes/neurons.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import type { Coordinates } from './coordinates.ts';

export interface NeuronInputs {
  /** Every prompt of the task, by prompt_id. */
  readonly task: readonly { readonly prompt_id: number; readonly tokens: readonly number[] }[];
  readonly attributed: ShardFolder;
  readonly subject: Subject;
}

export interface NeuronChoice {
  /** Of their feed-forward. */
  readonly layer: number;
  /** Ascending. */
  readonly neurons: readonly number[];
}

interface Asked {
  /** How many; all where there are fewer. */
  readonly count: number;
  /** Of each prompt, whether it is in the half that did not find the clusters; null where there are no halves. */
  readonly heldOut: readonly (boolean | null)[];
  /** Positions from 0 that do not count. */
  readonly skip: number;
  readonly threads: number;
}

/** @returns or why there are none */
export async function chooseNeurons(inputs: NeuronInputs, asked: Asked): Promise<NeuronChoice | string> {
  const layer = lastFeedForward(inputs.subject.dictionary.reads);
  if (layer === null) return 'no feed-forward has written into the residual where the dictionary reads it';
  if (asked.count === 0) return 'no feature stands beside them, so there is no number to choose';
  const { dInner } = inputs.subject.model.config;
  const sums = new Float64Array(dInner);
  await eachPrompt(inputs, layer, asked.threads, (prompt, codes, slopes) => {
    if (asked.heldOut[prompt] === true) return;
    for (let k = asked.skip * dInner; k < codes.length; k++) sums[k % dInner] += Math.abs(codes[k] * slopes[k]);
  });
  const falling = Array.from(sums, (_, i) => i).sort((a, b) => sums[b] - sums[a] || a - b);
  return { layer, neurons: falling.slice(0, asked.count).sort((a, b) => a - b) };
}

/** Their values on every prompt. */
export async function readNeurons(
  inputs: NeuronInputs,
  { layer, neurons }: NeuronChoice,
  threads: number,
): Promise<Coordinates> {
  const { dInner } = inputs.subject.model.config;
  const codes: Float32Array[] = [];
  const attributions: Float32Array[] = [];
  await eachPrompt(inputs, layer, threads, (prompt, all, slopes) => {
    const taken = (of: (k: number) => number): Float32Array =>
      Float32Array.from({ length: (all.length / dInner) * neurons.length }, (_, at) =>
        of(Math.floor(at / neurons.length) * dInner + neurons[at % neurons.length]),
      );
    codes[prompt] = taken((k) => all[k]);
    attributions[prompt] = taken((k) => all[k] * slopes[k]);
  });
  return { rows: await neuronRows(inputs.subject, layer, neurons), codes, attributions };
}

/** f and w·g of every neuron of the layer, [T, M], of every prompt, a batch of the stored gradients at a time. */
async function eachPrompt(
  { task, attributed, subject }: NeuronInputs,
  layer: number,
  threads: number,
  see: (prompt: number, codes: Float32Array, slopes: Float32Array) => void,
): Promise<void> {
  const { dInner } = subject.model.config;
  const tokens: Int32Array[] = [];
  for (const { prompt_id: id, tokens: ids } of task) tokens[id] = Int32Array.from(ids);
  const reader = await openNeurons(subject, tokens, layer, threads);
  const writes = await openNeuronWrites(subject, layer, threads);
  for (const [index, { rows, lengths }] of readPlan<{ batches: MixedBatch[] }>(attributed).batches.entries()) {
    const codes = await reader.read({ rows });
    const slopes = await writes.slopes(attributed.read(index).gradient.data as Float32Array);
    let from = 0;
    rows.forEach((prompt, b) => {
      const to = from + lengths[b] * dInner;
      see(prompt, codes.subarray(from, to), slopes.subarray(from, to));
      from = to;
    });
  }
  await reader.release();
  await writes.release();
}
