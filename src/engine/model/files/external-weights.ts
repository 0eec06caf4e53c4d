/**
 * Weights as ONNX external data: initialisers that point at the bytes inside the downloaded safetensors files. F32 is used where
 * it lies: its pages are mapped, none are copied unless the session packs them (measured on Linux: a 192 MiB weight adds 6 MiB of
 * memory of our own, plain, transposed or gathered). F16 and BF16 pass through a Cast, which onnxruntime folds into one float32
 * copy when the session loads.
 */
import { relative } from 'node:path';
import { StudyError } from '../../../errors.ts';
import type { ElementType, Graph, Tensor } from '../../onnx/onnx-graph.ts';
import type { TensorEntry } from './safetensors.ts';

const ELEMENT_TYPE: Readonly<Partial<Record<TensorEntry['dtype'], ElementType>>> = {
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
};

/**
 * @param tensors by the name the graph asks for
 * @param folder the session's external folder; every file lies below it
 * @param prefix put before the names in the graph, where two files may use the same ones
 * @returns each tensor once, as float32
 */
export function externalWeights(
  graph: Graph,
  tensors: ReadonlyMap<string, TensorEntry>,
  folder: string,
  prefix = '',
): (name: string) => Tensor {
  const known = new Map<string, Tensor>();
  return (name) => {
    const entry = tensors.get(name);
    if (entry === undefined) throw new Error(`${graph.name}: there is no tensor ${name}`);
    const tensor = known.get(name) ?? declare(graph, { ...entry, name: `${prefix}${name}` }, folder);
    known.set(name, tensor);
    return tensor;
  };
}

function declare(graph: Graph, { name, file, offset, nBytes, dtype, shape }: TensorEntry, folder: string): Tensor {
  const type = ELEMENT_TYPE[dtype];
  if (type === undefined) {
    throw new StudyError({ where: `${file}: ${name}`, found: `element type ${dtype}`, expected: 'F32, F16 or BF16' });
  }
  const stored = graph.external(name, type, shape, { location: relative(folder, file), offset, nBytes });
  return type === 'float32' ? stored : graph.node('Cast', [stored], 'float32', shape, { attributes: { to: 1 } });
}

/** The deepest folder that holds every file: one session has one external folder, model and SAE often have two. */
export function commonFolder(files: readonly string[]): string {
  const parts = files.map((file) => file.split('/').slice(0, -1));
  const first = parts[0] ?? [''];
  const shared = first.findIndex((part, depth) => parts.some((other) => other[depth] !== part));
  return first.slice(0, shared === -1 ? first.length : shared).join('/') || '/';
}
