/**
 * The `cfg.json` of SAELens before 6.0: which files are of that format, and the same content under today's names with the
 * defaults that the old loader filled in. A TopK SAE was then a `standard` one with another activation function.
 */
import { StudyError } from '../../errors.ts';
import { isRecord, type Json } from './fields.ts';

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
      found: JSON.stringify(version),
      expected: 'a version such as "6.1.0"',
    });
  return Number(major) < 6;
}

/** Old names to new ones, and what the old loader filled in. */
export function modernise(json: Json, where: string): { options: Json; facts: Json } {
  const all: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) all[RENAMED[key] ?? key] = value;
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
      found: JSON.stringify(activation),
      expected: '"relu" or "topk"',
    });
  }
  if (all.architecture === 'topk') all.k = kwargs.k ?? all.k;
  return { options: all, facts: all };
}
