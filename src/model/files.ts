/**
 * A model folder in Hugging Face's layout, checked against its own config: which files there are, and every tensor with its
 * place in the weights file under one spelling (`h.0.attn.c_attn.weight`, `transformer.` removed).
 *
 * A tensor that is missing, unknown, of another shape, of another type or not finite is an error, because each of them would
 * run and give plausible wrong numbers.
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudyError } from '../errors.ts';
import { type ModelConfig, parseModelConfig } from './config.ts';
import { checkFiniteOnce } from './finite.ts';
import { gpt2TensorShapes, isMaskBuffer } from './gpt2-tensors.ts';
import { readJsonObject } from './json-file.ts';
import { openSafetensors, type Safetensors, type TensorEntry } from './safetensors.ts';
import { sameBytes } from './same-bytes.ts';
import { isFloat } from './tensor-values.ts';

export interface ModelFiles {
  readonly folder: string;
  /** Effective: `tied` also says that the file's own `lm_head.weight`, if any, equals `wte.weight`. */
  readonly config: ModelConfig;
  /** Every parameter by its name without `transformer.`; `lm_head.weight` only when it is not tied. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly configFile: string;
  readonly weightsFile: string;
}

export async function openModel(folder: string): Promise<ModelFiles> {
  const configFile = join(folder, 'config.json');
  const weightsFile = join(folder, 'model.safetensors');
  await requireFolder(folder, 'a model folder with config.json, model.safetensors and a tokenizer');
  const config = parseModelConfig(await readJsonObject(configFile, "a GPT-2 model's configuration"), configFile);
  if (!existsSync(weightsFile)) throw missingWeights(folder, weightsFile);
  const opened = await openSafetensors(weightsFile);
  const tensors = await select(opened, config, configFile);
  await checkFiniteOnce(weightsFile, tensors.values());
  return { folder, config, tensors, configFile, weightsFile };
}

export async function requireFolder(folder: string, expected: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) throw new StudyError({ where: folder, found: 'no such folder', expected });
  if (!found.isDirectory()) throw new StudyError({ where: folder, found: 'not a folder', expected });
}

function missingWeights(folder: string, weightsFile: string): StudyError {
  const expected = 'the weights in one safetensors file';
  if (existsSync(join(folder, 'model.safetensors.index.json'))) {
    return new StudyError({
      where: weightsFile,
      found: 'no such file, but weights split over several files',
      expected,
    });
  }
  const other = ['pytorch_model.bin', 'tf_model.h5', 'flax_model.msgpack'].find((name) =>
    existsSync(join(folder, name)),
  );
  const found = other === undefined ? 'no such file' : `no such file, but ${other}`;
  return new StudyError({
    where: weightsFile,
    found,
    expected,
    fix: 'Save the model with transformers: model.save_pretrained(folder).',
  });
}

/** The parameters under one spelling, each checked; buffers and a redundant `lm_head.weight` left out. */
async function select(
  { path, tensors: all }: Safetensors,
  config: ModelConfig,
  configFile: string,
): Promise<Map<string, TensorEntry>> {
  const shapes = gpt2TensorShapes(config);
  const found = new Map<string, TensorEntry>();
  for (const [spelling, entry] of all) {
    const name = spelling.replace(/^transformer\./, '');
    const twin = found.get(name);
    if (twin !== undefined) {
      throw new StudyError({
        where: path,
        found: `both ${twin.name} and ${spelling}`,
        expected: 'one spelling of each tensor',
      });
    }
    if (!isMaskBuffer(name)) found.set(name, entry);
  }
  for (const [name, shape] of shapes) {
    const entry = found.get(name);
    if (entry === undefined) throw missingTensor(path, name, shape, config, configFile);
    checkTensor(path, entry, shape, configFile);
  }
  const head = found.get('lm_head.weight');
  if (config.tied && head !== undefined) {
    checkTensor(path, head, [config.vocabSize, config.dModel], configFile);
    await requireTied(path, head, found.get('wte.weight'), configFile);
    found.delete('lm_head.weight');
  }
  const unknown = [...found.keys()].find((name) => !shapes.has(name));
  if (unknown !== undefined) {
    const expected = `the tensors of a GPT-2 with n_layer ${config.nLayers} as ${configFile} says`;
    throw new StudyError({ where: path, found: `an unknown tensor ${found.get(unknown)?.name}`, expected });
  }
  return found;
}

function missingTensor(
  path: string,
  name: string,
  shape: readonly number[],
  config: ModelConfig,
  configFile: string,
): StudyError {
  const untied = name === 'lm_head.weight' ? ' (tie_word_embeddings is false)' : '';
  const expected = `shape [${shape.join(', ')}] as ${configFile} says, n_layer ${config.nLayers}${untied}`;
  return new StudyError({ where: path, found: `no tensor ${name}`, expected });
}

export function checkTensor(path: string, entry: TensorEntry, shape: readonly number[], configFile: string): void {
  const where = `${path}: tensor ${entry.name}`;
  if (entry.shape.length !== shape.length || entry.shape.some((extent, axis) => extent !== shape[axis])) {
    throw new StudyError({
      where,
      found: `shape [${entry.shape.join(', ')}]`,
      expected: `[${shape.join(', ')}] as ${configFile} says`,
    });
  }
  if (!isFloat(entry)) throw new StudyError({ where, found: `dtype ${entry.dtype}`, expected: 'F32, F16 or BF16' });
}

/** transformers ignores `lm_head.weight` of a tied model. That is right only if it is a copy. */
async function requireTied(
  path: string,
  head: TensorEntry,
  embedding: TensorEntry | undefined,
  configFile: string,
): Promise<void> {
  if (embedding !== undefined && (await sameBytes(head, embedding))) return;
  throw new StudyError({
    where: `${path}: tensor ${head.name}`,
    found: 'an unembedding that differs from wte.weight',
    expected: `a copy of it, since ${configFile} ties them`,
    fix: 'Set "tie_word_embeddings": false in config.json if the model has its own unembedding.',
  });
}
