/**
 * The models and SAEs of fixtures/oracles/engine.py, neox.py and gated.py as folders on disk: weights computed from their names, a tokenizer whose
 * tokens are single letters with and without a space, and the oracle's expected values.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSaeCfg } from '../src/engine/dictionary/cfg.ts';
import { expectedTensors } from '../src/engine/dictionary/weights.ts';
import { familyOf } from '../src/engine/model/families/families.ts';
import type { FloatDtype } from '../src/engine/model/files/tensor-values.ts';
import { type TensorToWrite, writeSafetensors } from '../src/engine/model/files/write-safetensors.ts';
import { openSubject, type Subject } from '../src/engine/passes/subject.ts';
import { engineOracle } from './deviation.ts';
import { temporaryFolder } from './engine/model/raw-safetensors.ts';
import { generate } from './generated.ts';
import { parseStudy, type ShortStudy } from './study.ts';

export interface OraclePrompt {
  /** [T, D] at each hook, 0 to n_layer. */
  readonly resid: readonly (readonly number[])[];
  readonly gradient: readonly (readonly number[])[];
  /** [V] at the last position. */
  readonly logits: readonly number[];
  readonly steered_logits: readonly number[];
}

export interface ModelOracle {
  readonly prompts: readonly (readonly number[])[];
  readonly answers: readonly number[];
  readonly foils: readonly number[];
  readonly steered_hook: number;
  readonly models: Readonly<
    Record<string, { readonly config: Record<string, unknown>; readonly prompts: readonly OraclePrompt[] }>
  >;
}

export interface SaeOracle {
  readonly rows: number;
  readonly saes: Readonly<
    Record<
      string,
      {
        readonly cfg: Record<string, unknown>;
        readonly code: readonly number[];
        readonly reconstruction: readonly number[];
      }
    >
  >;
}

const gpt2Oracle = engineOracle<ModelOracle>('gpt2');
const neoxOracle = engineOracle<ModelOracle>('neox');
const gatedOracle = engineOracle<ModelOracle>('gated');
/** The models of every architecture, all asked the same prompts. */
export const modelOracle = {
  ...gpt2Oracle,
  models: { ...gpt2Oracle.models, ...neoxOracle.models, ...gatedOracle.models },
};
export const saeOracle = engineOracle<SaeOracle>('sae');
export const MODEL_NAMES = Object.keys(gpt2Oracle.models);
export const GATED_NAMES = Object.keys(gatedOracle.models);
export const NEOX_NAMES = Object.keys(neoxOracle.models);
export const PLAIN = MODEL_NAMES[0]!;

const LETTERS = 'abcdefghijklmnopqrstuvw';
/** Token 0 is a space, 1 to 23 the letters, 24 to 46 the letters after a space, 47 BOS. */
const VOCABULARY = ['Ġ', ...LETTERS, ...Array.from(LETTERS, (letter) => `Ġ${letter}`), '<s>'];

/** The text whose tokens these are, BOS left out. */
export function textOf(tokens: readonly number[]): string {
  return tokens
    .slice(1)
    .map((id) => VOCABULARY[id]!.replace('Ġ', ' '))
    .join('');
}

export const wordOf = (token: number): string => VOCABULARY[token]!.slice(1);

export interface FolderOptions {
  readonly dtype?: FloatDtype;
  /** Put before every name but the unembedding's: `transformer.` in GPT-2's files saved with the language-model head. */
  readonly prefix?: string;
  readonly config?: Record<string, unknown>;
}

export async function writeOracleModel(name: string, options: FolderOptions = {}): Promise<string> {
  const { dtype, prefix = '', config: changes } = options;
  const folder = temporaryFolder();
  const config = { ...modelOracle.models[name]!.config, ...changes };
  const tensors: Record<string, TensorToWrite> = {};
  const family = familyOf(config, 'config.json');
  for (const [tensor, shape] of family.tensorShapes(family.read(config, 'config.json'))) {
    const gain = /(ln_.|norm)\.weight$/.test(tensor);
    const values = gain
      ? generate(tensor, shape, { step: 2 ** -7, center: 1, levels: 64 })
      : generate(tensor, shape, { step: 2 ** -8 });
    tensors[tensor === family.unembedding ? tensor : `${prefix}${tensor}`] = { shape, values, ...(dtype && { dtype }) };
  }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(
    join(folder, 'vocab.json'),
    JSON.stringify(Object.fromEntries(VOCABULARY.map((token, id) => [token, id]))),
  );
  writeFileSync(
    join(folder, 'merges.txt'),
    `#version: 0.2\n${Array.from(LETTERS, (letter) => `Ġ ${letter}\n`).join('')}`,
  );
  await writeSafetensors(join(folder, 'model.safetensors'), tensors, { format: 'pt' });
  return folder;
}

/** cfg.json in the 6.0 format; finetuning_scaling_factor is a key of the older one. */
function saeCfg(name: string, hook: string, center: boolean): Record<string, unknown> {
  const cfg = saeOracle.saes[name]!.cfg;
  const facts = {
    hook_name: hook,
    prepend_bos: true,
    model_from_pretrained_kwargs: { center_writing_weights: center },
  };
  return cfg.finetuning_scaling_factor
    ? { ...cfg, ...facts }
    : { dtype: 'float32', ...cfg, metadata: { sae_lens_version: '6.0.0', ...facts } };
}

export async function writeOracleSae(
  name: string,
  hook: string,
  { center = true, dtype }: { center?: boolean; dtype?: FloatDtype } = {},
): Promise<string> {
  const folder = temporaryFolder();
  const cfg = saeCfg(name, hook, center);
  const config = parseSaeCfg(cfg, { where: 'cfg.json' });
  const tensors: Record<string, TensorToWrite> = {};
  for (const { name: tensor, shape } of expectedTensors(config)) {
    const values = generate(`sae/${tensor}`, shape, { step: 2 ** -8 });
    tensors[tensor] = {
      shape,
      values: tensor === 'threshold' ? values.map(Math.abs) : values,
      ...(dtype && { dtype }),
    };
  }
  if (config.finetuningScalingFactor) {
    const values = generate('sae/finetuning_scaling_factor', [config.dSae], { step: 2 ** -7, center: 1, levels: 64 });
    tensors.finetuning_scaling_factor = { shape: [config.dSae], values };
  }
  writeFileSync(join(folder, 'cfg.json'), JSON.stringify(cfg));
  await writeSafetensors(join(folder, 'sae_weights.safetensors'), tensors, {});
  return folder;
}

export interface EngineOptions extends FolderOptions {
  readonly model?: string;
  readonly sae?: string;
  readonly hook?: string;
  readonly center?: boolean;
  readonly saeDtype?: FloatDtype;
  /** Lines of a task file; the oracle's first four prompts with their foils unless given. */
  readonly task?: string;
  readonly settings?: readonly string[];
}

/** A study over an oracle model and SAE, all files written. */
export async function engineStudy(options: EngineOptions = {}): Promise<ShortStudy> {
  const { model = PLAIN, sae = 'standard', hook = 'blocks.1.hook_resid_pre', center = true, settings = [] } = options;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'task.csv'), options.task ?? oracleTask());
  const text = [
    'name: engine',
    'preset: seed-exact',
    `model: { path: ${await writeOracleModel(model, options)} }`,
    `sae: { path: ${await writeOracleSae(sae, hook, { center, ...(options.saeDtype && { dtype: options.saeDtype }) })}, center: auto }`,
    'task: { file: task.csv }',
  ].join('\n');
  return parseStudy(text, join(folder, 'study.yaml'), ['attribution.contrast=foil', ...settings]);
}

/** Prompts 0 to 3 of the oracle: the fifth is BOS alone, which no task file can hold. */
export function oracleTask(): string {
  const { prompts, answers, foils } = modelOracle;
  const rows = prompts.slice(0, 4).map((tokens, i) => `${textOf(tokens)},${wordOf(answers[i]!)},${wordOf(foils[i]!)}`);
  return ['prompt,answer,foil', ...rows, ''].join('\n');
}

export async function engineInputs(options: EngineOptions = {}): Promise<Subject> {
  return openSubject(await engineStudy(options));
}

/** Contrast directions of oracle prompts from the weights themselves, [rows, D]. */
export function oracleContrast(inputs: Subject, prompts: readonly number[]): Float32Array {
  const { family, config } = inputs.model;
  const { vocabSize, dModel, tied } = config;
  const rows = generate(tied ? family.embedding : family.unembedding, [vocabSize, dModel], { step: 2 ** -8 });
  const row = (token: number): Float32Array => rows.subarray(token * dModel, (token + 1) * dModel);
  return Float32Array.from(
    prompts.flatMap((prompt) => {
      const foil = row(modelOracle.foils[prompt]!);
      return Array.from(row(modelOracle.answers[prompt]!), (value, d) => value - foil[d]!);
    }),
  );
}
