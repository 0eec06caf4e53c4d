/**
 * A model folder in Hugging Face's layout, checked against its own config: which architecture it is, and every tensor with its place
 * in the weights under one spelling (`h.0.attn.c_attn.weight`, `transformer.` removed).
 *
 * A tensor that is missing, unknown, of another shape, of another type or not finite is an error, because each of them would
 * run and give plausible wrong numbers.
 */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import type { ModelConfig } from './config.ts';
import { familyOf } from './families/families.ts';
import type { Family } from './families/family.ts';
import { checkFiniteOnce } from './files/finite.ts';
import { readJsonObject } from './files/json-file.ts';
import { nearestTensor } from './files/nearest-tensor.ts';
import { nameText, type TensorEntry } from './files/safetensors.ts';
import { isFloat, readBytes } from './files/tensor-values.ts';
import { openWeights, type WeightFiles } from './files/weight-files.ts';

export interface ModelFiles {
  readonly folder: string;
  readonly family: Family;
  /** Effective: `tied` also says that the file's own unembedding, if any, equals the token embedding. */
  readonly config: ModelConfig;
  /** Every parameter by its name without the family's prefix; the unembedding only when it is not tied. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly configFile: string;
  readonly weightsFiles: readonly string[];
}

export async function openModel(folder: string): Promise<ModelFiles> {
  const configFile = join(folder, 'config.json');
  await requireFolder(folder, 'a model folder with config.json, model.safetensors and a tokenizer');
  const json = await readJsonObject(configFile, "a model's configuration");
  const family = familyOf(json, configFile);
  const config = family.read(json, configFile);
  const weights = await openWeights(folder);
  const tensors = await select(weights, family, config, configFile);
  for (const path of weights.paths)
    await checkFiniteOnce(
      path,
      [...tensors.values()].filter((entry) => weights.pathOf(entry) === path),
    );
  return { folder, family, config, tensors, configFile, weightsFiles: weights.paths };
}

/** Rows that turn a normalised state into logits, [V, D]. */
export function unembeddingOf({ family, config, tensors }: ModelFiles): TensorEntry {
  const entry = tensors.get(config.tied ? family.embedding : family.unembedding);
  if (entry === undefined) throw new Error('unembedding: the model has no such tensor');
  return entry;
}

export async function requireFolder(folder: string, expected: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) throw new StudyError({ where: folder, found: 'no such folder', expected });
  if (!found.isDirectory()) throw new StudyError({ where: folder, found: 'not a folder', expected });
}

/** The parameters under one spelling, each checked; buffers and a redundant unembedding left out. */
async function select(
  weights: WeightFiles,
  family: Family,
  config: ModelConfig,
  configFile: string,
): Promise<Map<string, TensorEntry>> {
  const shapes = family.tensorShapes(config);
  const found = new Map<string, TensorEntry>();
  for (const [spelling, entry] of weights.tensors) {
    const name = spelling.startsWith(family.prefix) ? spelling.slice(family.prefix.length) : spelling;
    const twin = found.get(name);
    if (twin !== undefined) {
      throw new StudyError({
        where: weights.where,
        found: `both ${nameText(twin.name)} and ${nameText(spelling)}`,
        expected: 'one spelling of each tensor',
      });
    }
    if (!family.buffers.test(name)) found.set(name, entry);
  }
  for (const [name, shape] of shapes) {
    const entry = found.get(name);
    if (entry === undefined) {
      const untied = name === family.unembedding ? ' (tie_word_embeddings is false)' : '';
      const expected = `shape [${shape.join(', ')}] as ${configFile} says, ${config.nLayers} layers${untied}`;
      const others = [...found].filter(([own]) => !shapes.has(own)).map(([, { name: spelling }]) => spelling);
      const fix = nearestTensor(name, others);
      throw new StudyError({
        where: weights.where,
        found: `no tensor ${name}`,
        expected,
        ...(fix !== undefined && { fix }),
      });
    }
    checkTensor(weights.pathOf(entry), entry, shape, configFile);
  }
  const head = found.get(family.unembedding);
  if (config.tied && head !== undefined) {
    checkTensor(weights.pathOf(head), head, [config.vocabSize, config.dModel], configFile);
    await requireTied(weights.pathOf(head), head, found.get(family.embedding), configFile);
    found.delete(family.unembedding);
  }
  const [, unknown] = [...found].find(([name]) => !shapes.has(name)) ?? [];
  if (unknown !== undefined) {
    const expected = `the tensors of a ${family.title} model with ${config.nLayers} layers as ${configFile} says`;
    throw new StudyError({
      where: weights.pathOf(unknown),
      found: `an unknown tensor ${nameText(unknown.name)}`,
      expected,
    });
  }
  return found;
}

export function checkTensor(path: string, entry: TensorEntry, shape: readonly number[], configFile: string): void {
  const where = `${path}: tensor ${entry.name}`;
  if (entry.shape.length !== shape.length || entry.shape.some((extent, axis) => extent !== shape[axis])) {
    throw new StudyError({
      where,
      found: `shape [${entry.shape.join(', ')}]`,
      expected: `[${shape.join(', ')}] as ${configFile} says`,
      ...(isTranspose(entry.shape, shape) && { fix: 'It is the transpose of that: save it transposed.' }),
    });
  }
  if (!isFloat(entry)) throw new StudyError({ where, found: `dtype ${entry.dtype}`, expected: 'F32, F16 or BF16' });
}

function isTranspose(found: readonly number[], expected: readonly number[]): boolean {
  return found.length === 2 && found[0] === expected[1] && found[1] === expected[0];
}

/** transformers ignores the stored unembedding of a tied model. That is right only if it is a copy. */
async function requireTied(
  path: string,
  head: TensorEntry,
  embedding: TensorEntry | undefined,
  configFile: string,
): Promise<void> {
  if (embedding !== undefined && (await sameBytes(head, embedding))) return;
  throw new StudyError({
    where: `${path}: tensor ${head.name}`,
    found: `an unembedding that differs from ${embedding?.name}`,
    expected: `a copy of it, since ${configFile} ties them`,
    fix: 'Set "tie_word_embeddings": false in config.json if the model has its own unembedding.',
  });
}

/** Bytes compared at a time. */
const CHUNK_BYTES = 2 ** 24;

/** Whether two tensors hold exactly the same bytes. */
export async function sameBytes(a: TensorEntry, b: TensorEntry): Promise<boolean> {
  if (a.dtype !== b.dtype || a.nBytes !== b.nBytes) return false;
  for (let from = 0; from < a.nBytes; from += CHUNK_BYTES) {
    const [left, right] = [a, b].map(() => Buffer.alloc(Math.min(CHUNK_BYTES, a.nBytes - from)));
    await Promise.all([readBytes(a, from, left), readBytes(b, from, right)]);
    if (!left.equals(right)) return false;
  }
  return true;
}
