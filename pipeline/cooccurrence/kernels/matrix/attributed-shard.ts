/**
 * What one batch leaves in the shards of stage `attribute`: its prompts with their lengths, then values of prompts, of positions ([M, D] or
 * [M]) and of non-zero codes, all as the batch has them, under the names that read-attributions.ts and the queries of stage `load` read.
 */
import type { MixedBatch } from '../../../../src/engine/passes/batches.ts';
import type { BatchAttribution } from '../../../../src/methods/attribution/attribute.ts';
import type { Shard } from '../../../../src/run/shards.ts';

interface AttributedBatch {
  readonly batch: Pick<MixedBatch, 'rows' | 'lengths'>;
  /** [M, D] */
  readonly resid: Float32Array;
  readonly found: BatchAttribution;
  /** Attribution of each non-zero code by the study's method. */
  readonly values: Float32Array;
}

/** @param width D */
export function attributedShard({ batch, resid, found, values }: AttributedBatch, width: number): Shard {
  const list = (data: Float32Array | Int32Array) => ({ data, dims: [data.length] });
  const vectors = (data: Float32Array) => ({ data, dims: [data.length / width, width] });
  return {
    prompt: list(Int32Array.from(batch.rows)),
    length: list(Int32Array.from(batch.lengths)),
    resid: vectors(resid),
    gradient: vectors(found.gradient),
    contrast: list(found.contrast),
    row: list(found.row),
    position: list(found.position),
    feature: list(found.feature),
    activation: list(found.activation),
    projection: list(found.projection),
    row_scale: list(found.rowScale),
    attribution: list(values),
    bias: list(found.bias),
    error: list(found.error),
    total: list(found.total),
    ones_gradient: list(found.onesGradient),
  };
}
