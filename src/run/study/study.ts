/**
 * Reads a study file: preset, then the file's own keys, then `--set` overrides; checked whole; paths made absolute.
 * Every later stage sees only the result, a `Study`.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { ModelSource } from '../../engine/hub/study-sources.ts';
import { hasCode, StudyError } from '../../errors.ts';
import { checkSettings, mergePreset } from './check-settings.ts';
import { applyOverrides } from './overrides.ts';
import type { Settings } from './schema.ts';

/** Resolved settings under the study file's own keys; paths are absolute. */
export type Study = Omit<Settings, 'model'> & {
  readonly model: ModelSource;
  /** The study file, absolute. */
  readonly file: string;
};

/** `overrides`: `key=value` texts as given to `--set`, applied in order. */
export function loadStudy(file: string, overrides: readonly string[] = []): Study {
  const absolute = resolve(file);
  return parseStudy(readText(absolute), absolute, overrides);
}

/** The same from text; `file` names the study in messages, and its folder is what paths are relative to. */
export function parseStudy(text: string, file: string, overrides: readonly string[] = []): Study {
  const where = basename(file);
  const document = parseDocument(text, { prettyErrors: true });
  const [fault] = document.errors;
  if (fault !== undefined) {
    throw new StudyError({
      where,
      found: `not valid YAML (${fault.message.split('\n')[0].replace(/:$/, '')})`,
      expected: 'a YAML mapping of settings',
    });
  }
  const written: unknown = document.toJS();
  if (!isMapping(written))
    throw new StudyError({ where, found: 'no settings', expected: 'a YAML mapping of settings' });
  const settings = checkSettings(where, mergePreset(where, applyOverrides(where, written, overrides)));
  return absolutePaths(settings, file);
}

function absolutePaths(settings: Settings, file: string): Study {
  const folder = dirname(resolve(file));
  const at = (path: string) => resolve(folder, path);
  const { model, sae, task, labels, corpus } = settings;
  return {
    ...settings,
    file: resolve(file),
    model:
      model.path !== undefined ? { path: at(model.path) } : { hub: model.hub ?? '', revision: model.revision ?? '' },
    sae: sae.path === undefined ? sae : { ...sae, path: at(sae.path) },
    task: { file: at(task.file) },
    ...(labels === undefined
      ? {}
      : { labels: labels.file === undefined ? labels : { ...labels, file: at(labels.file) } }),
    ...(corpus === undefined ? {} : { corpus: { file: at(corpus.file) } }),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      throw new StudyError({
        where: file,
        found: 'there is no such file',
        expected: 'a study file (YAML)',
        fix: 'See studies/ for examples.',
      });
    }
    if (hasCode(error, 'EISDIR'))
      throw new StudyError({ where: file, found: 'a folder', expected: 'a study file (YAML)' });
    if (hasCode(error, 'EACCES'))
      throw new StudyError({ where: file, found: 'the file may not be read', expected: 'a readable study file' });
    throw error;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
