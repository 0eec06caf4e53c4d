/**
 * SAE codes of residuals, the non-zero ones alone. The dense code of some rows at a time leaves the graph and is searched here: one pass
 * over it costs a quarter of onnxruntime's NonZero.
 *
 * Letters: N rows, D width, F features.
 */

import { concatenated } from '../../concatenated.ts';
import type { Dictionary } from '../dictionary/dictionary.ts';
import { Graph } from '../onnx/onnx-graph.ts';
import { floats } from '../onnx/runtime.ts';
import { openSession } from './pass.ts';
import type { Subject } from './subject.ts';

/** Codes in the order of rows, then of features. */
export interface Codes {
  /** Where each row's codes begin, [N + 1]. */
  readonly starts: Int32Array;
  readonly feature: Int32Array;
  /** f */
  readonly activation: Float32Array;
  /** s: what a decoder row is multiplied by to stand in the residual's own scale. */
  readonly rowScale: Float32Array;
}

export interface Encoder {
  /** @param resid [N, D] */
  encode(resid: Float32Array): Promise<Codes>;
  release(): Promise<void>;
}

/** The dense code of some rows, at most. */
export const DENSE_BYTES = 32 * 2 ** 20;

/** @param dictionary the study's first unless given */
export async function openEncoder(
  inputs: Pick<Subject, 'folder' | 'dictionary'>,
  threads: number,
  dictionary: Dictionary = inputs.dictionary,
): Promise<Encoder> {
  const { dIn: width, dF: features } = dictionary;
  // Unpacked: W_enc is used for a few large products, and a packed copy would stand beside the mapped file.
  const session = await openSession(inputs, encoderGraph(dictionary), threads);
  return {
    async encode(resid) {
      const rows = resid.length / width;
      const pieces = Math.ceil((4 * rows * features) / DENSE_BYTES);
      const most = Math.max(1, Math.ceil(rows / pieces));
      const starts = new Int32Array(rows + 1);
      const found = { feature: [] as Int32Array[], activation: [] as Float32Array[], rowScale: [] as Float32Array[] };
      for (let from = 0; from < rows; from += most) {
        const count = Math.min(most, rows - from);
        const data = resid.subarray(from * width, (from + count) * width);
        const results = await session.run({ resid: { data, dims: [count, width] } });
        const piece = sparse(floats(results, 'code'), features);
        const unit = floats(results, 'unit');
        const rowScale = new Float32Array(piece.feature.length);
        for (let row = 0; row < count; row++) {
          const [begin, end] = [piece.starts[row], piece.starts[row + 1]];
          rowScale.fill(unit[row], begin, end);
          starts[from + row + 1] = starts[from + row] + end - begin;
        }
        found.feature.push(piece.feature);
        found.activation.push(piece.activation);
        found.rowScale.push(rowScale);
      }
      return {
        starts,
        feature: concatenated(Int32Array, found.feature),
        activation: concatenated(Float32Array, found.activation),
        rowScale: concatenated(Float32Array, found.rowScale),
      };
    },
    release: () => session.release(),
  };
}

/** Input `resid` [N, D]. Outputs: `code` [N, F]; `unit` [N, 1], the row scale. */
function encoderGraph(dictionary: Dictionary): Graph {
  const graph = new Graph('encoder');
  const { x } = dictionary.input(graph.input('resid', 'float32', ['rows', dictionary.dIn]));
  const { code, unit } = dictionary.encode(x);
  graph.output('code', code);
  graph.output('unit', unit);
  return graph;
}

function sparse(code: Float32Array, features: number): Pick<Codes, 'starts' | 'feature' | 'activation'> {
  const starts = new Int32Array(code.length / features + 1);
  const places: number[] = [];
  for (let row = 1; row < starts.length; row++) {
    const end = row * features;
    for (let i = end - features; i < end; i++) if (code[i] !== 0) places.push(i);
    starts[row] = places.length;
  }
  const feature = new Int32Array(places.length);
  const activation = new Float32Array(places.length);
  places.forEach((place, i) => {
    feature[i] = place % features;
    activation[i] = code[place];
  });
  return { starts, feature, activation };
}
