/**
 * Dictionaries that other libraries wrote, told by their files: cofire reads SAELens's layout, and for each of these says whose it is and
 * how it becomes one. Asked where a folder lacks cfg.json or sae_weights.safetensors.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { shownSome } from '../../shown.ts';
import { readJsonFile } from '../model/files/json-file.ts';
import { isRecord } from '../model/files/json-text.ts';
import { readSafetensors } from '../model/files/safetensors.ts';

interface Folder {
  readonly names: readonly string[];
  /** Of cfg.json, config.json and hyperparams.json together. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Names in its first safetensors file. */
  readonly tensors: readonly string[];
}

interface Layout {
  readonly library: string;
  readonly matches: (folder: Folder) => boolean;
  /** How its tensors become SAELens's. */
  readonly tensors: string;
}

const TRANSPOSED = 'W_enc = encoder.weight.T, b_enc = encoder.bias, W_dec = decoder.weight.T';
const has = (list: readonly string[], pattern: RegExp): boolean => list.some((name) => pattern.test(name));

const LAYOUTS: readonly Layout[] = [
  {
    library: 'sparsify (EleutherAI)',
    matches: ({ names, json, tensors }) =>
      names.includes('sae.safetensors') || 'num_latents' in json || (tensors.includes('encoder.weight') && tensors.includes('W_dec')),
    tensors: 'W_enc = encoder.weight.T, b_enc = encoder.bias, W_dec and b_dec as they are; architecture "topk" with its k, prepend_bos false',
  },
  {
    library: 'dictionary_learning',
    matches: ({ names, json }) =>
      names.includes('ae.pt') || (isRecord(json.trainer) && ('dict_class' in json.trainer || 'trainer_class' in json.trainer)),
    tensors: `${TRANSPOSED}, b_dec = bias or b_dec; architecture "standard", "gated", "topk", or for BatchTopK "jumprelu" with its threshold for every feature`,
  },
  {
    library: 'Gemma Scope',
    matches: ({ names }) => names.includes('params.npz'),
    tensors: 'W_enc = w_enc, W_dec = w_dec, the others as they are; architecture "jumprelu", apply_b_dec_to_input false',
  },
  {
    library: 'Gemma Scope 2',
    matches: ({ names, tensors }) => names.includes('params.safetensors') || (tensors.includes('w_enc') && tensors.includes('w_dec')),
    tensors: 'W_enc = w_enc, W_dec = w_dec, the others as they are; architecture "jumprelu", apply_b_dec_to_input false',
  },
  {
    library: 'circuit-tracer (cross-layer transcoders)',
    matches: ({ names }) => has(names, /^W_(enc|dec)_\d+\.safetensors$/),
    tensors: 'a transcoder is no SAE of the residual stream, which is what cofire reads',
  },
  {
    library: 'circuit-tracer (transcoders)',
    matches: ({ names }) => has(names, /^layer_\d+\.safetensors$/) || has(names, /^wanb?d?b?-config\.yaml$/),
    tensors: 'a transcoder is no SAE of the residual stream, which is what cofire reads',
  },
  {
    library: 'OpenMOSS Language-Model-SAEs (Llama Scope)',
    matches: ({ names, json, tensors }) =>
      names.includes('checkpoints') || 'hook_point_in' in json || 'sae_type' in json ||
      names.includes('hyperparams.json') || names.includes('lm_config.json') || (tensors.includes('encoder.weight') && tensors.includes('decoder.weight')),
    tensors: `${TRANSPOSED}, b_dec = decoder.bias; architecture "jumprelu" with its threshold for every feature, apply_b_dec_to_input false`,
  },
  {
    library: 'Qwen-Scope',
    matches: ({ names }) => has(names, /^layer\d+\.sae\.pt$/),
    tensors: 'W_enc = W_enc.T, W_dec = W_dec.T, b_enc and b_dec as they are; architecture "topk", apply_b_dec_to_input false',
  },
  {
    library: 'OpenAI sparse_autoencoder',
    matches: ({ names, tensors }) => tensors.includes('pre_bias') && tensors.includes('latent_bias') || has(names, /^autoencoders?$/),
    tensors: 'W_enc = encoder.weight.T, b_enc = latent_bias, W_dec = decoder.weight.T, b_dec = pre_bias',
  },
  {
    library: 'SAELens before its safetensors (or another that saves pickles)',
    matches: ({ names }) => has(names, /\.(pt|pth|pkl|bin|ckpt)$/),
    tensors: 'its state dict has W_enc [d_in, d_sae], b_enc, W_dec [d_sae, d_in], b_dec under these or other names',
  },
  {
    library: 'another that saves NumPy arrays',
    matches: ({ names }) => has(names, /\.np[yz]$/),
    tensors: 'W_enc [d_in, d_sae], b_enc, W_dec [d_sae, d_in], b_dec',
  },
]; // biome-ignore format: a table

const LAYOUT = "an SAE in SAELens's layout: cfg.json and sae_weights.safetensors";

/** What a folder without cfg.json or sae_weights.safetensors is. @param missing the file that it lacks */
export function missingFile(folder: string, missing: string): StudyError {
  const looked = lookAt(folder);
  const layout = LAYOUTS.find(({ matches }) => matches(looked));
  const own = ['cfg.json', 'sae_weights.safetensors'].find((name) => name !== missing && looked.names.includes(name));
  const below = layout === undefined ? saesBelow(folder) : [];
  if (below.length > 0)
    return new StudyError({
      where: join(folder, missing),
      found: `no such file, but ${below.length === 1 ? 'an SAE' : `${below.length} SAEs`} in folders below: ${shownSome(below, 12)}`,
      expected: LAYOUT,
      fix: `Name the folder of one SAE, such as path: ${join(folder, below[0])} (or path: …/${placeholder(below[0])} with layer).`,
    });
  if (layout === undefined) {
    const there = looked.names.length === 0 ? 'nothing' : shownSome(looked.names, 8);
    return new StudyError({
      where: join(folder, missing),
      found: `no such file (the folder has ${there})`,
      expected: LAYOUT,
    });
  }
  return new StudyError({
    where: own === undefined ? folder : join(folder, missing),
    found: `a dictionary of ${layout.library}${own === undefined ? '' : `, beside ${own}`} (${shownSome(looked.names, 6)})`,
    expected: LAYOUT,
    fix: `Convert it in Python: SAE.from_pretrained(release, sae_id)[0].save_model(folder) of SAELens where its list of releases has it; else write the two files yourself (${layout.tensors}).`,
  });
}

function placeholder(folder: string): string {
  return folder.replace(/\d+/, '{layer}');
}

/** Whether a cfg.json of the right name is another library's. */
export function isForeignCfg(json: Readonly<Record<string, unknown>>): boolean {
  return 'num_latents' in json || ('trainer' in json && isRecord(json.trainer)) || 'hook_point_in' in json;
}

function lookAt(folder: string): Folder {
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
  const json = Object.assign(
    {},
    ...['cfg.json', 'config.json', 'hyperparams.json']
      .filter((name) => names.includes(name))
      .map((name) => sound(() => readJsonFile(join(folder, name), 'a configuration'))),
  );
  const weights = names.find((name) => name.endsWith('.safetensors') && !name.startsWith('sparsity'));
  const tensors =
    weights === undefined ? {} : sound(() => Object.fromEntries(readSafetensors(join(folder, weights)).tensors));
  return { names, json, tensors: Object.keys(tensors) };
}

/** A file that cannot be read tells nothing of its layout; what is wrong with it is not what is asked here. */
function sound(read: () => Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    return read();
  } catch (error) {
    if (error instanceof StudyError) return {};
    throw error;
  }
}

const MOST_LEVELS = 3;
const MOST_FOLDERS = 2000;

/** Folders below that hold an SAE of SAELens, relative, in order of their names. */
function saesBelow(top: string): string[] {
  const found: string[] = [];
  let left = MOST_FOLDERS;
  const walk = (relative: string, level: number): void => {
    for (const name of readdirSync(join(top, relative)).sort(byNumber)) {
      const path = relative === '' ? name : `${relative}/${name}`;
      if (left-- <= 0 || name.startsWith('.') || !statSync(join(top, path), { throwIfNoEntry: false })?.isDirectory())
        continue;
      if (existsSync(join(top, path, 'cfg.json'))) found.push(path);
      else if (level < MOST_LEVELS) walk(path, level + 1);
    }
  };
  walk('', 1);
  return found;
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
