/**
 * What every supported transformer's `config.json` says, as one exact description, and how an architecture's own keys are read
 * into it. A setting that would change numbers and is not known is an error: a model that runs with a guessed activation gives
 * plausible wrong results.
 */
import * as z from 'zod';
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';
import type { Norm } from './readable.ts';

/** `gelu_tanh` is 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))); `gelu_erf` is x·Φ(x), `silu` x·σ(x). */
export type Activation = 'gelu_tanh' | 'gelu_erf' | 'relu' | 'silu';

export interface ModelConfig {
  /** As in config.json. */
  readonly modelType: string;
  readonly nLayers: number;
  readonly nHeads: number;
  /** D, the width of the residual stream. */
  readonly dModel: number;
  /** Width of the MLP. */
  readonly dInner: number;
  /** Its neurons are products of two projections, one of them the gate; of one where this is left out. */
  readonly gated?: boolean;
  readonly nPositions: number;
  readonly vocabSize: number;
  /** What every normalisation of the residual does. */
  readonly norm: Norm;
  /** Added inside the normalisations' root. */
  readonly normEpsilon: number;
  readonly activation: Activation;
  /** Whether the unembedding is the token embedding. */
  readonly tied: boolean;
  /** As config.json has them, whether they are tokens or not: what uses one asks the tokenizer. Null where it names none. */
  readonly bosTokenId: number | null;
  readonly eosTokenId: number | readonly number[] | null;
}

/** Entries of a block's matrices. Keys and values that heads share are counted as if each head had its own. */
export function blockWeights({
  dModel,
  dInner,
  gated = false,
}: Pick<ModelConfig, 'dModel' | 'dInner' | 'gated'>): number {
  return 4 * dModel ** 2 + feedForwardWeights({ dModel, dInner, gated });
}

export function feedForwardWeights({
  dModel,
  dInner,
  gated = false,
}: Pick<ModelConfig, 'dModel' | 'dInner' | 'gated'>): number {
  return (gated ? 3 : 2) * dModel * dInner;
}

/** transformers' names for the activations; `gelu_fast` and `gelu_pytorch_tanh` are the same function as `gelu_new`. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu_new: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu: 'gelu_erf',
  relu: 'relu',
  silu: 'silu',
  swish: 'silu',
};

/** Types of the keys that architectures share. */
export const count = z.int('a whole number of at least 1').min(1, 'a whole number of at least 1');
/** No model has more; each is a list of tensors. */
const MOST_LAYERS = 1000;
export const layerCount = z
  .int('a whole number of at least 1')
  .min(1, 'a whole number of at least 1')
  .max(MOST_LAYERS, `at most ${MOST_LAYERS} layers`);
export const positive = z.number('a number above 0').positive('a number above 0');
export const flag = z.boolean('true or false');
export const text = z.string('a text');
/** Nothing is computed from an id that is no token: it harms nobody until a BOS is asked for. */
export const tokenId = z.number('a token id').nullish();
export const tokenIds = z.union([z.number(), z.array(z.number())], 'a token id, or a list of them').nullish();

export type Json = Readonly<Record<string, unknown>>;

/** The keys of one config.json. */
export class ConfigKeys {
  readonly where: string;

  /** @param where the file's path, for messages */
  constructor(where: string) {
    this.where = where;
  }

  /** The keys that a schema names, with its defaults; the first wrong one is an error. */
  read<T>(schema: z.ZodType<T>, json: Json): T {
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    const found = path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
    throw this.refuse(path.join('.'), found, issue?.message ?? 'another value');
  }

  refuse(key: string, found: unknown, expected: string): StudyError {
    return new StudyError({ where: `${this.where}: ${key}`, found: shown(found), expected });
  }

  activation(key: string, name: string): Activation {
    const found = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
    if (found === undefined) throw this.refuse(key, name, `one of ${Object.keys(ACTIVATIONS).join(', ')}`);
    return found;
  }

  divides(key: string, width: number, headsKey: string, heads: number): void {
    if (width % heads !== 0) throw this.refuse(key, width, `a multiple of ${headsKey} (${heads})`);
  }
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
