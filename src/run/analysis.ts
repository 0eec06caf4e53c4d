/**
 * What an analysis is to those who run it: a name, its settings, what it needs of a study, its stages. src/run/ names none; `bin/`
 * hands it the list. An instance is an analysis on its dictionaries, with the tables of one schema.
 */
import type { Stage } from './stage.ts';
import type { Group } from './study/leaf.ts';
import type { ResolvedStudy, StudyBase } from './study/study.ts';
import { MAIN } from './tables/schema.ts';

export interface Needs {
  /** Prompts: the study has to name a task. */
  readonly task: boolean;
  /** `each`: an instance for every dictionary it is on; `all`: one instance that takes them all; `none`: it reads no dictionary. */
  readonly dictionaries: 'each' | 'all' | 'none';
}

/** An analysis as far as a study file is concerned. */
export interface AnalysisSettings {
  readonly name: string;
  readonly settings: Group;
  readonly needs: Needs;
  /** Its keys may stand at the top of a study file: the analysis that the short form means. At most one of a list. */
  readonly short?: boolean;
  /** On in every study that names a task, whether it is listed or not; it has no keys of its own under `analyses`. */
  readonly implied?: boolean;
}

export interface Analysis extends AnalysisSettings {
  readonly stages: readonly Stage[];
}

export interface Instance {
  /** Schema of its tables. */
  readonly scope: string;
  /** What its stages see: the study's own settings, the dictionaries that are its, and its settings, all flat. */
  readonly study: object;
}

/** The first instance stands in `main`, every other in a schema of its dictionary's name. None where the analysis is not on. */
export function instancesOf(
  study: ResolvedStudy,
  { name, needs }: Pick<AnalysisSettings, 'name' | 'needs'>,
): Instance[] {
  const entry = study.analyses[name];
  if (entry === undefined) return [];
  const { on, settings } = entry;
  const own = baseOf(study);
  if (needs.dictionaries === 'none') return [{ scope: MAIN, study: { ...own, ...settings } }];
  const chosen = on.map((asked) => {
    const dictionary = study.dictionaries.find((other) => other.name === asked);
    if (dictionary === undefined) throw new Error(`study ${study.name}: no dictionary ${asked}`);
    return dictionary;
  });
  const seen = chosen.map(({ name: written, ...files }, place) => ({
    ...(place === 0 ? own : withoutLabelFile(own)),
    // The short form's dictionary has no name of its own in the study file, nor in run.json.
    sae: written === 'sae' ? files : { name: written, ...files },
    ...settings,
  }));
  if (needs.dictionaries === 'all') return [{ scope: MAIN, study: { ...seen[0], dictionaries: chosen } }];
  return seen.map((instance, place) => ({ scope: place === 0 ? MAIN : on[place], study: instance }));
}

function baseOf({ name, file, seed, model, control, task, labels, corpus }: StudyBase): StudyBase {
  const own = { name, file, seed, model, ...(control && { control }) };
  return { ...own, ...(task && { task }), ...(labels && { labels }), ...(corpus && { corpus }) };
}

/** A file of labels names features of the study's first dictionary. */
function withoutLabelFile({ labels, ...rest }: StudyBase): StudyBase {
  if (labels === undefined) return rest;
  const { file: _, ...online } = labels;
  return { ...rest, labels: online };
}

/** A stage of an instance: what a run goes through, one after another. */
export interface Unit extends Instance {
  readonly analysis: string;
  readonly stage: Stage;
}

/** `stage`, or where it is not that of the schema `main`, `stage of scope`: how messages and status lines name it. */
export function nameOf({ stage, scope }: { readonly stage: Pick<Stage, 'name'>; readonly scope: string }): string {
  return scope === MAIN ? stage.name : `${stage.name} of ${scope}`;
}

/** One for each unit of a study. */
export function keyOf({ analysis, scope, stage }: Pick<Unit, 'analysis' | 'scope' | 'stage'>): string {
  return `${analysis}.${stage.name}@${scope}`;
}
