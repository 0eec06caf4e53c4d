/** Codes, projections and the ledger of some prompts: encoder, what the codes write, contrast and gradient, projections. */

import { firstBlock } from '../../engine/model/site.ts';
import { floats } from '../../engine/onnx/runtime.ts';
import { type CodeRanges, openDecoder } from '../../engine/passes/decoder-products.ts';
import { type Codes, DENSE_BYTES, openEncoder } from '../../engine/passes/encoder.ts';
import { type Pack, packWhole } from '../../engine/passes/packed-batch.ts';
import { openSession, packFeeds } from '../../engine/passes/pass.ts';
import type { Subject } from '../../engine/passes/subject.ts';
import { attributionGraph } from './attribution-graph.ts';

/** M positions of all prompts, one prompt after another. */
export interface BatchAttribution {
  /** m after the splice, [prompts]. */
  readonly contrast: Float32Array;
  /** ∂m/∂x, [M, D]. */
  readonly gradient: Float32Array;
  /** Non-zero codes, as many of each: which prompt of the batch, position, feature, f, d·g. */
  readonly row: Int32Array;
  readonly position: Int32Array;
  readonly feature: Int32Array;
  readonly activation: Float32Array;
  readonly projection: Float32Array;
  /** What a decoder row is multiplied by to stand in the residual's own scale. */
  readonly rowScale: Float32Array;
  /** Ledger parts and 1·g, [M]. */
  readonly bias: Float32Array;
  readonly error: Float32Array;
  readonly total: Float32Array;
  readonly onesGradient: Float32Array;
}

export interface Attributor {
  /** @param lengths positions of each prompt; @param resid [M, D]; @param contrast u of each prompt, [prompts, D] */
  attribute(lengths: readonly number[], resid: Float32Array, contrast: Float32Array): Promise<BatchAttribution>;
  release(): Promise<void>;
}

export async function openAttributor(inputs: Subject, threads: number): Promise<Attributor> {
  const { model } = inputs;
  const graph = attributionGraph({
    model: inputs.architecture,
    dictionary: inputs.dictionary,
  });
  // Unpacked: weights are used forward and transposed, so packing would keep two copies of each beside the mapped file.
  const session = await openSession(inputs, graph, threads);
  const encoder = await openEncoder(inputs, threads);
  const decoder = await openDecoder(inputs, threads);
  const width = model.config.dModel;
  return {
    async attribute(lengths, resid, contrast) {
      const pack = packWhole({ values: resid, width, lengths });
      const places = placesOf(lengths, pack);
      const codes = await encoder.encode(pack.rows);
      const weight = codes.activation.map((f, i) => f * codes.rowScale[i]);
      const ofRows = { begin: codes.starts.subarray(0, -1), end: codes.starts.subarray(1), feature: codes.feature };
      const written = await decoder.write(ofRows, weight);
      const results = await session.run({
        ...packFeeds(pack, width),
        written: { data: written, dims: [written.length / width, width] },
        contrast: { data: contrast, dims: [lengths.length, width] },
        row: { data: places.row, dims: [places.row.length] },
        own_place: { data: places.place, dims: [lengths.length, pack.place.length / lengths.length] },
        own_source: { data: places.source, dims: [places.source.length] },
        own_last: { data: places.last, dims: [places.last.length] },
      });
      const gradient = floats(results, 'gradient');
      const ranges: CodeRanges = {
        begin: places.row.map((row) => codes.starts[row]),
        end: places.row.map((row) => codes.starts[row + 1]),
        feature: codes.feature,
      };
      const dots = await decoder.project(ranges, gradient);
      const rows = codeRows(lengths, ranges, codes);
      return {
        ...rows,
        projection: dots.map((dot, i) => dot * rows.rowScale[i]),
        contrast: floats(results, 'contrast_value'),
        gradient,
        bias: floats(results, 'bias'),
        error: floats(results, 'error'),
        total: floats(results, 'total'),
        onesGradient: floats(results, 'ones_gradient'),
      };
    },
    async release() {
      for (const part of [session, encoder, decoder]) await part.release();
    },
  };
}

/** Of every position of every prompt: its row in the pack, and what layout.ts reads. */
function placesOf(lengths: readonly number[], pack: Pack) {
  const time = pack.place.length / lengths.length;
  const count = lengths.reduce((sum, length) => sum + length, 0);
  const place = new Int32Array(pack.place.length);
  const source = new Int32Array(count);
  const last = new Int32Array(lengths.length);
  let at = 0;
  lengths.forEach((length, prompt) => {
    for (let t = 0; t < length; t++, at++) {
      source[at] = prompt * time + t;
      place[prompt * time + t] = at;
    }
    last[prompt] = at - 1;
  });
  return { place, source, last, row: source.map((where) => pack.place[where]) };
}

/** One row for each code of each position. */
function codeRows(lengths: readonly number[], { begin, end }: CodeRanges, codes: Codes) {
  const count = begin.reduce((sum, first, place) => sum + end[place] - first, 0);
  const rows = {
    row: new Int32Array(count),
    position: new Int32Array(count),
    feature: new Int32Array(count),
    activation: new Float32Array(count),
    rowScale: new Float32Array(count),
  };
  let at = 0;
  let place = 0;
  lengths.forEach((length, prompt) => {
    for (let t = 0; t < length; t++, place++) {
      const [from, to] = [begin[place], end[place]];
      const next = at + to - from;
      rows.row.fill(prompt, at, next);
      rows.position.fill(t, at, next);
      for (const name of ['feature', 'activation', 'rowScale'] as const)
        rows[name].set(codes[name].subarray(from, to), at);
      at = next;
    }
  });
  return rows;
}

/** Vectors of width D a block that the gradient keeps at a time, measured. */
const VECTORS_KEPT = 20;

/** Positions a batch may hold for a memory budget, beside the dense code of some of them; attention scores are not counted. */
export function positionsWithin(budgetBytes: number, { model, sae }: Pick<Subject, 'model' | 'sae'>): number {
  const { dModel, nLayers } = model.config;
  const blocks = Math.max(1, nLayers - firstBlock(sae.config.reads));
  const kept = 4 * VECTORS_KEPT * blocks * dModel;
  const dense = 2 * 4 * sae.config.dSae;
  return Math.max(1, Math.floor(budgetBytes / (kept + dense)), Math.floor((budgetBytes - 2 * DENSE_BYTES) / kept));
}
