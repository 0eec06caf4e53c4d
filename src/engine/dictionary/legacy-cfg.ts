/**
 * The `cfg.json` of SAELens before 6.0: which files are of that format, and the same content under today's names with the
 * defaults that the old loader filled in. A TopK SAE was then a `standard` one with another activation function.
 */
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';
import { isRecord } from '../model/files/json-text.ts';
import type { Json } from './fields.ts';

const RENAMED: Readonly<Record<string, string>> = {
  hook_point: 'hook_name',
  hook_point_head_index: 'hook_head_index',
  hook_point_layer: 'hook_layer',
  activation_fn_str: 'activation_fn',
};

/** SAELens reads a missing version as old; 6.0.0-rc.0 is the first of the new format. */
export function isBeforeSix(version: unknown, where: string): boolean {
  if (version === undefined || version === null || version === '') return true;
  const major = typeof version === 'string' ? /^v?(\d+)(\.|$)/.exec(version)?.[1] : undefined;
  if (major === undefined)
    throw new StudyError({
      where: `${where}: sae_lens_version`,
      found: shown(version),
      expected: 'a version such as "6.1.0"',
    });
  return Number(major) < 6;
}

/** Facts about the model, which files have at the top, under `metadata`, or under both. @throws StudyError where the two differ */
export function factsOf(top: Json, metadata: Json, where: string): Json {
  const facts = { ...renamed(top), ...renamed(metadata) };
  const key = FACTS.find((name) => {
    const [a, b] = [renamed(top)[name], renamed(metadata)[name]];
    return a !== undefined && a !== null && b !== undefined && b !== null && shown(a) !== shown(b);
  });
  if (key === undefined) return facts;
  throw new StudyError({
    where: `${where}: ${key} and metadata.${key}`,
    found: `${shown(renamed(top)[key])} and ${shown(renamed(metadata)[key])}`,
    expected: 'one of them, or both alike',
    fix: 'SAELens from 6.0 on has it under metadata, before at the top: take the wrong one away.',
  });
}

/** Those that change what is computed. */
const FACTS = ['hook_name', 'hook_layer', 'hook_head_index', 'prepend_bos', 'model_from_pretrained_kwargs'];

function renamed(json: Json): Record<string, unknown> {
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [RENAMED[key] ?? key, value]));
}

/** Old names to new ones, and what the old loader filled in. @param metadata where newer files keep the facts */
export function modernise(json: Json, metadata: Json, where: string): { options: Json; facts: Json } {
  const all: Record<string, unknown> = renamed(json);
  const { normalize_activations: normalize, activation_fn: activation = 'relu' } = all;
  if (typeof normalize === 'boolean') all.normalize_activations = normalize ? 'expected_average_only_in' : 'none';
  all.architecture ??= 'standard';
  const kwargs = isRecord(all.activation_fn_kwargs) ? all.activation_fn_kwargs : {};
  if (activation === 'topk') {
    if (all.architecture !== 'standard' && all.architecture !== 'topk') {
      throw new StudyError({
        where: `${where}: activation_fn`,
        found: '"topk"',
        expected: `"relu" for architecture ${all.architecture}`,
      });
    }
    all.architecture = 'topk';
  } else if (activation !== 'relu' && all.architecture !== 'topk') {
    throw new StudyError({
      where: `${where}: activation_fn`,
      found: shown(activation),
      expected: '"relu" or "topk"',
    });
  }
  if (all.architecture === 'topk') all.k = kwargs.k ?? all.k;
  return { options: all, facts: factsOf(json, metadata, where) };
}
