/**
 * A dictionary as a value: a sparse autoencoder, which writes back what it reads, or a transcoder, which reads one site and writes what
 * the model would write at another. Everything that is done with its codes is asked of it.
 *
 * ONE convention of decoder rows: what one unit of feature i's code adds at `writes` is s(t)·d_i, with d_i the row of `decoderRows`
 * (W_dec times every factor that is the same at every position) and s(t) of `unitScale` what the dictionary undoes of a normalisation that
 * differs per position, 1 where it has none.
 */

import { StudyError } from '../../errors.ts';
import { externalWeights } from '../model/files/external-weights.ts';
import type { TensorEntry } from '../model/files/safetensors.ts';
import { type Site, siteText } from '../model/site.ts';
import type { Graph, Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import type { SaeWeights } from './architectures/architecture.ts';
import { decoderRows } from './decoder-rows.ts';
import { decode, decodedBias, type Encoding, encode, rowsInGraph } from './encode-graph.ts';
import type { SaeFiles } from './sae-files.ts';
import { unitScale } from './unit-scale.ts';

/** What the dictionary sees of a site's value, and what was taken off for it. */
interface DictionaryInput {
  /** [..., dIn] */
  readonly x: Tensor;
  /** The mean over the width, [..., 1]; undefined where the dictionary takes the value as it is. */
  readonly mean: Tensor | undefined;
}

export interface Dictionary {
  readonly name: string;
  readonly kind: 'sae' | 'transcoder';
  readonly reads: Site;
  readonly writes: Site;
  readonly dIn: number;
  readonly dOut: number;
  /** F, its features. */
  readonly dF: number;
  /** Whether the mean over the width is taken off before it reads. */
  readonly center: boolean;
  readonly prependBos: boolean;
  readonly files: SaeFiles;
  /** The one place where a mean is taken off. @param value at `reads`, [..., dIn] */
  input(value: Tensor): DictionaryInput;
  /** f. @param x as `input` gives it */
  encode(x: Tensor): Encoding;
  /** What is written at `writes`, [..., dOut]. @param x as `input` gives it */
  decode(encoding: Encoding, x: Tensor): Tensor;
  /** The part of it that no feature writes. */
  bias(x: Tensor): Tensor;
  /** d_i of some features, [U, dOut]. @param features int [U] */
  rows(features: Tensor): Tensor;
  /** d_i, [dOut] each. */
  decoderRows(features: Iterable<number>): Promise<ReadonlyMap<number, Float32Array>>;
  /** s at the value that begins at `at`. */
  unitScale(values: Float32Array, at: number): number;
}

interface DictionaryOptions {
  readonly name: string;
  readonly center: boolean;
  /** External folder of the sessions that use it. */
  readonly folder: string;
}

export function dictionaryOf(files: SaeFiles, { name, center, folder }: DictionaryOptions): Dictionary {
  const { config } = files;
  const declared = new WeakMap<Graph, SaeWeights>();
  // Each weight is declared once a graph, under the dictionary's own name: several may stand in one.
  const weightsIn = ({ graph }: Tensor): SaeWeights => {
    const weights = declared.get(graph) ?? externalWeights(graph, dictionaryTensors(files), folder, `${name}.`);
    declared.set(graph, weights);
    return weights;
  };
  return {
    name,
    kind: config.transcodes === undefined ? 'sae' : 'transcoder',
    reads: config.reads,
    writes: config.transcodes?.writes ?? config.reads,
    dIn: config.dIn,
    dOut: config.transcodes?.dOut ?? config.dIn,
    dF: config.dSae,
    center,
    prependBos: config.prependBos,
    files,
    input(value) {
      const mean = center ? ops.reduceMean(value, [value.rank - 1], { keepDims: true }) : undefined;
      return { x: mean === undefined ? value : ops.sub(value, mean), mean };
    },
    encode: (x) => encode(config, weightsIn(x), x),
    decode: (encoding, x) => decode(config, weightsIn(x), encoding, x),
    bias: (x) => decodedBias(config, weightsIn(x), x),
    rows: (features) => rowsInGraph(config, weightsIn(features), features),
    decoderRows: (features) => decoderRows(files, features),
    unitScale: (values, at) => unitScale({ config, center }, values, at),
  };
}

/**
 * Where a dictionary stands whose reconstruction, with its error, takes the place of the residual stream itself.
 * @throws StudyError for one that writes elsewhere than it reads, or a part of what the stream becomes
 */
export function residualSite({ name, reads, writes }: Pick<Dictionary, 'name' | 'reads' | 'writes'>): Site {
  if (siteText(reads) === siteText(writes) && (reads.at === 'resid_pre' || reads.at === 'resid_post')) return reads;
  throw new StudyError({
    where: `dictionary ${name}`,
    found: `one that reads ${siteText(reads)} and writes ${siteText(writes)}`,
    expected: 'an SAE of the residual stream, which writes where it reads',
  });
}

/** Everything that a graph may ask for by name. */
export function dictionaryTensors({ tensors, scalingFactor }: SaeFiles): ReadonlyMap<string, TensorEntry> {
  return scalingFactor === null ? tensors : new Map([...tensors, ['finetuning_scaling_factor', scalingFactor]]);
}
