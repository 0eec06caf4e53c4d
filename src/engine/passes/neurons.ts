/**
 * Neurons of the last feed-forward before a point of the residual stream: what they are after their nonlinearity, and what they write. Their
 * part in the residual is linear, x = … + Σ_i f_i w_i, as that of a dictionary's codes, whether attention stands beside them or not.
 */
import type { Site } from '../model/site.ts';
import { Graph } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import { floats } from '../onnx/runtime.ts';
import { openSession } from './pass.ts';
import { openRows, type RowReader } from './residuals.ts';
import type { Subject } from './subject.ts';

/** The layer of the last feed-forward that has written into the residual there; null before the first. */
export function lastFeedForward({ layer, at }: Site): number | null {
  const last = at === 'resid_post' ? layer : layer - 1;
  return last < 0 ? null : last;
}

/** f of every neuron of a layer, [positions, M]. @param tokens of every prompt, indexed by the batches' rows */
export function openNeurons(
  subject: Subject,
  tokens: readonly Int32Array[],
  layer: number,
  threads: number,
): Promise<RowReader> {
  return openRows(subject, tokens, { at: { layer, at: 'mlp_post' }, width: subject.model.config.dInner }, threads);
}

interface NeuronWrites {
  /** w·g of every neuron. @param gradient [rows, D] @returns [rows, M] */
  slopes(gradient: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openNeuronWrites(subject: Subject, layer: number, threads: number): Promise<NeuronWrites> {
  const { dModel: width } = subject.model.config;
  const graph = new Graph('slopes');
  const gradient = graph.input('gradient', 'float32', ['rows', width]);
  graph.output('slope', ops.matmul(gradient, subject.architecture(graph).neurons(layer), { transposeB: true }));
  const session = await openSession(subject, graph, threads);
  return {
    async slopes(rows) {
      const results = await session.run({ gradient: { data: rows, dims: [rows.length / width, width] } });
      return floats(results, 'slope');
    },
    release: () => session.release(),
  };
}

/** w of some neurons, by number. */
export async function neuronRows(
  subject: Subject,
  layer: number,
  neurons: readonly number[],
): Promise<ReadonlyMap<number, Float32Array>> {
  if (neurons.length === 0) return new Map();
  const { dModel: width } = subject.model.config;
  const graph = new Graph('neurons');
  const asked = graph.input('neuron', 'int32', ['count']);
  graph.output('row', ops.gather(subject.architecture(graph).neurons(layer), asked));
  const session = await openSession(subject, graph, 1);
  const results = await session.run({ neuron: { data: Int32Array.from(neurons), dims: [neurons.length] } });
  const rows = floats(results, 'row');
  await session.release();
  return new Map(neurons.map((id, i) => [id, rows.slice(i * width, (i + 1) * width)]));
}
