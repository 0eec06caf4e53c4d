/**
 * Reads a study file: its keys with the `--set` overrides, the short form made long, defaults filled in, checked whole, paths made
 * absolute. What comes out is the resolved study, which run.json keeps.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { ModelSource } from '../../engine/hub/repository.ts';
import { hasCode, StudyError } from '../../errors.ts';
import { type AnalysisSettings, instancesOf } from '../analysis.ts';
import { absolutePaths } from './absolute-paths.ts';
import { below, complainOf } from './complain.ts';
import { allOf, type Dictionary, readDictionaries } from './dictionaries.ts';
import { dictionary } from './dictionary-settings.ts';
import { fill, isMapping } from './fill.ts';
import { keyNames } from './key-names.ts';
import { keysNamed } from './keys-named.ts';
import { layersOf } from './layers-of.ts';
import type { ValueOf } from './leaf.ts';
import { applyOverrides } from './overrides.ts';
import { type AnalysisEntry, resolveAnalyses } from './resolve-analyses.ts';
import { longForm, shortOf } from './short-form.ts';
import { study as studySettings } from './study-settings.ts';
import { readYaml } from './yaml-text.ts';

type OwnSettings = ValueOf<typeof studySettings>;

/** The study's own settings; paths are absolute. */
export interface StudyBase extends Pick<OwnSettings, 'name' | 'seed' | 'task' | 'labels' | 'corpus'> {
  /** The model itself where it is left out. */
  readonly control?: OwnSettings['control'];
  readonly model: ModelSource;
  /** The study file, absolute. */
  readonly file: string;
}

/** What an instance of an analysis that reads prompts and a dictionary sees: beside it stand the analysis's own settings. */
export interface DictionaryStudy extends StudyBase {
  readonly task: NonNullable<OwnSettings['task']>;
  readonly sae: Omit<Dictionary, 'name'>;
}

/** A study checked and filled in. */
export interface ResolvedStudy extends StudyBase {
  /** In the order of the study file. */
  readonly dictionaries: readonly Dictionary[];
  /** Those that are on, by name, in the order in which they run. */
  readonly analyses: Readonly<Record<string, AnalysisEntry>>;
}

/**
 * What a study file comes to, and what run.json keeps. Where the analysis of the short form is on, what its first instance sees stands at the top too, under the keys
 * of a short study file: outside scripts read run.json so.
 */
export interface Study extends ResolvedStudy {
  readonly analyses: ResolvedStudy['analyses'];
}

/** `overrides`: `key=value` texts as given to `--set`, applied in order. */
export function loadStudy(
  file: string,
  analyses: readonly AnalysisSettings[],
  overrides: readonly string[] = [],
): Study {
  const absolute = resolve(file);
  return parseStudy(readText(absolute), absolute, analyses, overrides);
}

/** The same from text; `file` names the study in messages, and its folder is what paths are relative to. */
export function parseStudy(
  text: string,
  file: string,
  analyses: readonly AnalysisSettings[],
  overrides: readonly string[] = [],
): Study {
  const where = basename(file);
  const written = applyOverrides(where, readMapping(text, where), overrides, shortOf(analyses));
  const keyOf = keyNames(written, analyses);
  const complain = complainOf(where, keyOf, (name) => keysNamed(name, analyses).map(keyOf));
  const form = longForm(written, analyses, complain);
  const folder = dirname(resolve(file));
  const own = absolutePaths(studySettings.children, fill(studySettings, form.study, 'recommended', complain), folder);
  const model = own.model as ModelSource; // its rule lets through a path, or a hub with its revision
  const families = readDictionaries(form.dictionaries, below(complain, ['dictionaries']), (refuse) =>
    layersOf(model, refuse),
  );
  const entries = resolveAnalyses(form, analyses, families, complain);
  const study: ResolvedStudy = {
    ...own,
    model,
    file: resolve(file),
    dictionaries: allOf(families).map((member) => absolutePaths(dictionary.children, member, folder)),
    analyses: Object.fromEntries(
      Object.entries(entries).map(([name, { on, settings }]) => {
        const children = analyses.find((analysis) => analysis.name === name)?.settings.children ?? {};
        return [name, { on, settings: absolutePaths(children, settings, folder) }];
      }),
    ),
  };
  const short = shortOf(analyses);
  return { ...(short === undefined ? {} : instancesOf(study, short)[0]?.study), ...study } as Study;
}

function readMapping(text: string, where: string): Record<string, unknown> {
  const written = readYaml(text, where, 'a YAML mapping of settings');
  if (!isMapping(written))
    throw new StudyError({ where, found: 'no settings', expected: 'a YAML mapping of settings' });
  return written;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      throw new StudyError({
        where: file,
        found: 'no such file',
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
