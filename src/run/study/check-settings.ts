/**
 * From what a user wrote to complete, checked settings: the preset fills in what is missing, the schema checks names,
 * types and ranges, and the rules below what no type can say. Every complaint names the key.
 */
import type { z } from 'zod';
import { adds } from '../../../pipeline/cooccurrence/kernels/steering/doses.ts';
import { StudyError } from '../../errors.ts';
import { PRESETS } from './presets.ts';
import { type Settings, settingsSchema } from './schema.ts';
import { suggest } from './suggest.ts';

type Mapping = Record<string, unknown>;

/** Lists are replaced whole, sections key by key. */
export function mergePreset(where: string, written: Mapping): Mapping {
  const names = Object.keys(PRESETS);
  const name = written.preset;
  if (typeof name !== 'string' || !names.includes(name)) {
    const found = name === undefined ? 'missing' : show(name);
    throw new StudyError({ where: `${where}: preset`, found, expected: names.join(' or ') });
  }
  const merged: Mapping = structuredClone(PRESETS[name as Settings['preset']]);
  for (const [key, value] of Object.entries(written)) {
    const base = merged[key];
    merged[key] = isPlain(base) && isPlain(value) ? { ...base, ...value } : value;
  }
  return merged;
}

export function checkSettings(where: string, merged: Mapping): Settings {
  const parsed = settingsSchema.safeParse(merged, { reportInput: true });
  if (!parsed.success) throw complaintOf(where, parsed.error.issues[0]);
  const settings = parsed.data;
  checkSource(where, 'model', settings.model);
  checkSource(where, 'sae', settings.sae);
  const refuse = (key: string, found: string, expected: string): never => {
    throw new StudyError({ where: `${where}: ${key}`, found, expected });
  };
  if (settings.sae.folder !== undefined && settings.sae.hub === undefined) {
    refuse('sae.folder', 'given without sae.hub', 'a folder of a hub repository (with sae.path, give the whole path)');
  }
  const { method, covariates } = settings.correlation;
  if ((method === 'partial') !== (covariates !== undefined)) {
    if (covariates === undefined) refuse('correlation.covariates', 'missing', 'a list beside method partial');
    else
      refuse(
        'correlation.covariates',
        show(covariates),
        `none beside method ${method}; only partial holds something fixed`,
      );
  }
  if (settings.correlation.weights === 'class-balanced' && method !== 'pearson')
    refuse(
      'correlation.weights',
      `class-balanced beside method ${method}`,
      'method pearson, for which weights are defined',
    );
  if (covariates?.includes('foil') && settings.attribution.contrast === 'mean-of-others') {
    refuse('correlation.covariates', 'foil', 'a contrast with one foil a prompt; mean-of-others has none');
  }
  const { steering } = settings;
  for (const key of [
    'single_factors',
    'factors',
    'set_sizes',
    'arms',
    'scaling',
    'pool_factors',
    'experiments',
  ] as const) {
    const values: readonly unknown[] = steering[key];
    const repeated = values.find((value, index) => values.indexOf(value) !== index);
    if (repeated !== undefined) refuse(`steering.${key}`, `${show(repeated)} twice`, 'each value once');
  }
  if (steering.arms.length > 0 && steering.set_sizes.length === 0) {
    refuse('steering.set_sizes', 'no sizes', 'at least one size while steering.arms names an arm');
  }
  const unscaled = steering.scaling.find((scaling) => scaling !== 'none');
  if (!adds(steering.mode) && unscaled !== undefined) {
    refuse(
      'steering.scaling',
      `${unscaled} with steering.mode ${steering.mode}`,
      '[none]: only seed and activation-scaled are scaled',
    );
  }
  if (steering.base_factor === 0)
    refuse('steering.base_factor', '0', 'a number other than 0, which would steer nothing');
  return settings;
}

function checkSource(where: string, key: 'model' | 'sae', source: Settings['model']): void {
  const refuse = (at: string, found: string, expected: string): never => {
    throw new StudyError({ where: `${where}: ${at}`, found, expected });
  };
  if ((source.path === undefined) === (source.hub === undefined)) {
    refuse(
      key,
      source.path === undefined ? 'neither path nor hub' : 'both path and hub',
      'exactly one of path and hub',
    );
  }
  if (source.hub !== undefined && source.revision === undefined) {
    refuse(`${key}.revision`, 'missing', 'the commit of the hub repository, so that the study stays the same');
  }
  if (source.path !== undefined && source.revision !== undefined) {
    refuse(`${key}.revision`, show(source.revision), `no revision beside ${key}.path`);
  }
}

/** The first issue as where, found, expected, fix. */
function complaintOf(where: string, issue: z.core.$ZodIssue): StudyError {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const known = keysAt(path);
    const near = suggest(key, known);
    return new StudyError({
      where: `${where}: ${[...path, key].join('.')}`,
      found: 'unknown key',
      expected: `one of ${known.join(', ')}`,
      ...(near === undefined ? {} : { fix: `Did you mean ${near}?` }),
    });
  }
  const value = issue.input;
  const fixOf = (): { fix?: string } => {
    if (issue.code !== 'invalid_value' || typeof value !== 'string') return {};
    const near = suggest(value, issue.values.map(String));
    return near === undefined ? {} : { fix: `Did you mean ${near}?` };
  };
  return new StudyError({
    where: `${where}: ${path.join('.')}`,
    found: value === undefined ? 'missing' : show(value),
    expected: expectedBy(issue),
    ...fixOf(),
  });
}

/** What a key of several types may be. */
const UNIONS: Readonly<Record<string, string>> = {
  'sae.center': 'true, false or auto',
  'steering.prompts_per_set': 'all or a whole number of at least 2',
  'steering.positions': 'all, non-bos, final, active or a list of positions from 0',
};

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'object') return 'a mapping of keys';
      if (issue.expected === 'array') return 'a list';
      if (issue.expected === 'int') return 'a whole number';
      if (issue.expected === 'string') return 'a text';
      if (issue.expected === 'boolean') return 'true or false';
      return `a ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return UNIONS[issue.path.join('.')] ?? issue.message;
    case 'too_small':
      if (issue.origin === 'array') return `at least ${issue.minimum} value`;
      if (issue.origin === 'string') return 'a text that is not empty';
      return `a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `a number ${issue.inclusive ? 'of at most' : 'below'} ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function keysAt(path: readonly string[]): string[] {
  const section = path.length === 0 ? settingsSchema : (settingsSchema.shape as Record<string, unknown>)[path[0]];
  const inner =
    isPlain(section) && 'unwrap' in section && typeof section.unwrap === 'function'
      ? (section.unwrap() as unknown)
      : section;
  return isPlain(inner) && isPlain(inner.shape) ? Object.keys(inner.shape) : [];
}

/** As JSON, but numbers as they are: NaN and infinity have no JSON. */
function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value) ?? String(value);
}

function isPlain(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
