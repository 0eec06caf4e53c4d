/** The shards of the `attribute` stage as the tables they become, in prompt order. */

import { type Norm, unreadable } from '../../../../src/engine/model/readable.ts';
import type { MixedBatch } from '../../../../src/engine/passes/batches.ts';
import { type Identity, WorstCase } from '../../../../src/methods/attribution/identities.ts';
import { readPlan, type Shard, type ShardFolder } from '../../../../src/run/shards.ts';

export interface AttributionTables {
  readonly attribution: {
    readonly prompt_id: Int32Array;
    readonly position: Int32Array;
    readonly feature_id: Int32Array;
    readonly activation: Float32Array;
    readonly projection: Float32Array;
    readonly attribution: Float32Array;
  };
  readonly ledger: {
    readonly prompt_id: Int32Array;
    readonly position: Int32Array;
    readonly features: Float64Array;
    readonly bias: Float64Array;
    readonly error: Float64Array;
    readonly total: Float64Array;
  };
  readonly identities: readonly Identity[];
}

/**
 * @param logitDiffs the model's own contrast of each prompt, computed without the SAE
 * @param norm of the model, by layer unless given: where later layers read the mean too, 1·g is nothing to check
 */
export function readAttributions(folder: ShardFolder, logitDiffs: ArrayLike<number>, norm: Norm): AttributionTables {
  const { batches } = readPlan<{ batches: MixedBatch[] }>(folder);
  const shards = batches.map((_, index) => folder.read(index));
  const attribution = codes(shards);
  const [balanced, splice] = [new WorstCase('ledger'), new WorstCase('splice')];
  const ones = unreadable(norm, 1).map(() => new WorstCase('ones-gradient'));
  const ledger = balance(shards, attribution, balanced);
  const scale = Math.max(...Array.from(logitDiffs, Math.abs));
  for (const shard of shards) {
    shard.prompt.data.forEach((prompt, b) =>
      splice.see(shard.contrast.data[b] - logitDiffs[prompt], scale, prompt, null),
    );
    for (const worst of ones) onesGradient(shard, worst);
  }
  return { attribution, ledger, identities: [balanced, splice, ...ones].map((identity) => identity.result()) };
}

function codes(shards: readonly Shard[]): AttributionTables['attribution'] {
  const count = shards.reduce((sum, shard) => sum + shard.feature.data.length, 0);
  const rows = {
    prompt_id: new Int32Array(count),
    position: new Int32Array(count),
    feature_id: new Int32Array(count),
    activation: new Float32Array(count),
    projection: new Float32Array(count),
    attribution: new Float32Array(count),
  };
  let at = 0;
  for (const { prompt, row, position, feature, activation, projection, attribution } of shards as Required<Shard>[]) {
    rows.position.set(position.data, at);
    rows.feature_id.set(feature.data, at);
    rows.activation.set(activation.data, at);
    rows.projection.set(projection.data, at);
    rows.attribution.set(attribution.data, at);
    for (let i = 0; i < row.data.length; i++) {
      rows.prompt_id[at + i] = prompt.data[row.data[i]];
    }
    at += row.data.length;
  }
  return rows;
}

/** Ledger rows; the features' share is summed here, in float64, from the sparse rows and not from the dense reconstruction. */
function balance(
  shards: readonly Shard[],
  rows: AttributionTables['attribution'],
  worst: WorstCase,
): AttributionTables['ledger'] {
  const starts = startsOf(shards);
  const sums = new Float64Array(starts[starts.length - 1]);
  const magnitudes = new Float64Array(sums.length);
  for (let i = 0; i < rows.attribution.length; i++) {
    const place = starts[rows.prompt_id[i]] + rows.position[i];
    const value = rows.activation[i] * rows.projection[i];
    sums[place] += value;
    magnitudes[place] += Math.abs(value);
  }
  const ledger: { prompt: number; position: number; features: number; bias: number; error: number; total: number }[] =
    [];
  for (const { prompt, length, bias, error, total } of shards as Required<Shard>[]) {
    const places = placesOf(prompt.data, length.data);
    bias.data.forEach((own, i) => {
      const { prompt: id, position } = places[i];
      const [sum, magnitude] = [sums[starts[id] + position], magnitudes[starts[id] + position]];
      const [e, t] = [error.data[i], total.data[i]];
      worst.see(sum + own + e - t, magnitude + Math.abs(own) + Math.abs(e) + Math.abs(t), id, position);
      ledger.push({ prompt: id, position, features: sum, bias: own, error: e, total: t });
    });
  }
  ledger.sort((a, b) => a.prompt - b.prompt || a.position - b.position);
  return {
    prompt_id: Int32Array.from(ledger, (row) => row.prompt),
    position: Int32Array.from(ledger, (row) => row.position),
    features: Float64Array.from(ledger, (row) => row.features),
    bias: Float64Array.from(ledger, (row) => row.bias),
    error: Float64Array.from(ledger, (row) => row.error),
    total: Float64Array.from(ledger, (row) => row.total),
  };
}

function onesGradient(shard: Shard, worst: WorstCase): void {
  const { prompt, length, ones_gradient: ones, gradient } = shard as Required<Shard>;
  const width = gradient.dims[1];
  const places = placesOf(prompt.data, length.data);
  ones.data.forEach((sum, i) => {
    let magnitude = 0;
    for (let k = i * width; k < (i + 1) * width; k++) magnitude += Math.abs(gradient.data[k]);
    worst.see(sum, magnitude, places[i].prompt, places[i].position);
  });
}

/** Where the positions of each prompt begin among those of all, and how many there are in the end. */
function startsOf(shards: readonly Shard[]): Int32Array {
  const lengths: number[] = [];
  for (const { prompt, length } of shards)
    prompt.data.forEach((id, b) => {
      lengths[id] = length.data[b];
    });
  const starts = new Int32Array(lengths.length + 1);
  for (let id = 0; id < lengths.length; id++) starts[id + 1] = starts[id] + (lengths[id] ?? 0);
  return starts;
}

/** Of every position of a shard. */
function placesOf(prompts: ArrayLike<number>, lengths: ArrayLike<number>): { prompt: number; position: number }[] {
  return Array.from(lengths).flatMap((length, b) =>
    Array.from({ length }, (_, position) => ({ prompt: prompts[b], position })),
  );
}
