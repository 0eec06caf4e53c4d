/**
 * Products with the decoder rows of active features alone: some tens of thousands of features' rows are stored, and a position uses
 * fewer than a hundred. A few positions at a time, the rows of the features that are active at any of them are gathered, and the codes
 * and gradients multiply those: less than a tenth of the arithmetic of the whole decoder at 80 codes a position. However dense codes are,
 * the rows gathered at a time stay within 16 MiB.
 *
 * Letters: N positions, C codes, D width, U features active at some positions.
 */

import type { Dictionary } from '../dictionary/dictionary.ts';
import { Graph } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import { floats } from '../onnx/runtime.ts';
import { openSession } from './pass.ts';
import type { Subject } from './subject.ts';

/** Codes of positions: those of position n are begin[n] to end[n] (exclusive) of `feature`. */
export interface CodeRanges {
  readonly begin: Int32Array;
  readonly end: Int32Array;
  readonly feature: Int32Array;
}

export interface Decoder {
  /** Σ weight_i · d_i of each position, [N, D]. @param weight of each code, [C] */
  write(codes: CodeRanges, weight: Float32Array): Promise<Float32Array>;
  /** d_i · g of each position's codes, one position after another. @param gradient [N, D] */
  project(codes: CodeRanges, gradient: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

/** Positions whose features are gathered together. */
const POSITIONS = 64;
/** Values of decoder rows gathered at a time: 16 MiB. */
const GATHERED_VALUES = 2 ** 22;

/** @param gathered values of decoder rows at a time */
export async function openDecoder(
  inputs: Pick<Subject, 'folder' | 'dictionary'>,
  threads: number,
  gathered = GATHERED_VALUES,
): Promise<Decoder> {
  const { dictionary } = inputs;
  const { dOut: width, dF } = dictionary;
  const most = Math.max(1, Math.floor(gathered / width));
  const session = await openSession(inputs, decoderGraph(dictionary), threads);
  const column = new Int32Array(dF);
  const nothing = { data: new Float32Array(0), dims: [0, width] };
  return {
    async write({ begin, end, feature }, weight) {
      const written = new Float32Array(begin.length * width);
      for (const { from, count, features, codesOf } of panels({ begin, end, feature }, most, column)) {
        const panel = new Float32Array(count * features.length);
        codesOf((n, u, i) => {
          panel[n * features.length + u] = weight[i];
        });
        const results = await session.run({
          features: { data: features, dims: [features.length] },
          codes: { data: panel, dims: [count, features.length] },
          gradient: nothing,
        });
        const part = floats(results, 'written');
        for (let i = 0; i < part.length; i++) written[from * width + i] += part[i];
      }
      return written;
    },
    async project({ begin, end, feature }, gradient) {
      const offset = new Int32Array(begin.length + 1);
      for (let n = 0; n < begin.length; n++) offset[n + 1] = offset[n] + end[n] - begin[n];
      const projected = new Float32Array(offset[begin.length]);
      for (const { from, count, features, codesOf } of panels({ begin, end, feature }, most, column)) {
        const results = await session.run({
          features: { data: features, dims: [features.length] },
          codes: { data: new Float32Array(0), dims: [0, features.length] },
          gradient: { data: gradient.subarray(from * width, (from + count) * width), dims: [count, width] },
        });
        const dots = floats(results, 'dots');
        codesOf((n, u, i) => {
          projected[offset[from + n] + i - begin[from + n]] = dots[n * features.length + u];
        });
      }
      return projected;
    },
    release: () => session.release(),
  };
}

/** Inputs: `features` int32 [U]; `codes` [A, U]; `gradient` [B, D]. Outputs: `written` [A, D]; `dots` [B, U]. */
function decoderGraph(dictionary: Dictionary): Graph {
  const graph = new Graph('decoder');
  const rows = dictionary.rows(graph.input('features', 'int32', ['features']));
  const codes = graph.input('codes', 'float32', ['written', 'features']);
  const gradient = graph.input('gradient', 'float32', ['read', dictionary.dOut]);
  graph.output('written', ops.matmul(codes, rows));
  graph.output('dots', ops.matmul(gradient, rows, { transposeB: true }));
  return graph;
}

interface Panel {
  /** First of these positions, and how many they are. */
  readonly from: number;
  readonly count: number;
  /** [U] */
  readonly features: Int32Array;
  /** Visits the codes of these positions and features: position counted from `from`, place in `features`, code. */
  codesOf(visit: (n: number, u: number, code: number) => void): void;
}

/** @param column scratch, [F] zeros between panels */
function* panels({ begin, end, feature }: CodeRanges, most: number, column: Int32Array): Generator<Panel> {
  for (let from = 0; from < begin.length; from += POSITIONS) {
    const count = Math.min(POSITIONS, begin.length - from);
    const active: number[] = [];
    for (let n = from; n < from + count; n++) {
      for (let i = begin[n]; i < end[n]; i++) {
        if (column[feature[i]] === 0) column[feature[i]] = active.push(feature[i]);
      }
    }
    for (let first = 0; first < active.length; first += most) {
      const features = Int32Array.from(active.slice(first, first + most));
      yield {
        from,
        count,
        features,
        codesOf(visit) {
          for (let n = 0; n < count; n++) {
            for (let i = begin[from + n]; i < end[from + n]; i++) {
              const u = column[feature[i]] - 1 - first;
              if (u >= 0 && u < features.length) visit(n, u, i);
            }
          }
        },
      };
    }
    for (const id of active) column[id] = 0;
  }
}
