/**
 * The short form of a study file made into the long one. At the top stand the study's own keys; `sae` is short for a dictionary of
 * that name, and the preset and blocks of one analysis (the list marks which) are short for the same under `analyses`. No analysis
 * listed means that one. A leaf written in both places is refused, but for a shared one: at the top it holds for every analysis,
 * under an analysis for that one.
 */
import type { AnalysisSettings } from '../analysis.ts';
import { didYouMean, show } from './check-value.ts';
import { below, type Complain, type Path } from './complain.ts';
import { isMapping, type Mapping, refuseUnknown } from './fill.ts';
import { type Children, isGroup } from './leaf.ts';
import { study } from './study-settings.ts';

export interface LongForm {
  /** Keys of the study itself. */
  readonly study: Mapping;
  /** Keys of each dictionary by its name, unchecked. */
  readonly dictionaries: Mapping;
  /** Keys of each analysis by its name, in the order of the file; those of the short form among them. */
  readonly analyses: Readonly<Record<string, Mapping>>;
  /** Blocks at the top. */
  readonly top: Mapping;
}

export function longForm(written: Mapping, analyses: readonly AnalysisSettings[], complain: Complain): LongForm {
  const short = shortOf(analyses);
  const blocks = Object.keys(short?.settings.children ?? {});
  refuseUnknown(written, topKeys(short), complain, []);
  const listed = listedAnalyses(written.analyses, analyses, complain);
  const top = pick(written, ['preset', ...blocks]);
  const own = short === undefined ? undefined : listed[short.name];
  if (short !== undefined && own !== undefined) {
    const merged = merge(top, own, short.settings.children, below(complain, ['analyses', short.name]), []);
    listed[short.name] = merged;
  } else refuseIdle(top, short, analyses, listed, complain);
  return {
    study: pick(written, Object.keys(study.children)),
    dictionaries: dictionariesOf(written, complain),
    analyses: listed,
    top,
  };
}

export function shortOf<A extends AnalysisSettings>(analyses: readonly A[]): A | undefined {
  return analyses.find(({ short }) => short === true);
}

/** Every key that may stand at the top, in the order of docs/study-file.md. */
export function topKeys(short: AnalysisSettings | undefined): string[] {
  const [name, seed, model, ...rest] = Object.keys(study.children);
  const blocks = Object.keys(short?.settings.children ?? {});
  return [name, 'preset', seed, model, 'sae', 'dictionaries', ...rest, 'analyses', ...blocks];
}

function listedAnalyses(
  written: unknown,
  analyses: readonly AnalysisSettings[],
  complain: Complain,
): Record<string, Mapping> {
  const short = shortOf(analyses);
  if (written === undefined) return short === undefined ? {} : { [short.name]: {} };
  const known = analyses.map(({ name }) => name);
  const named = analysesByName(written);
  if (!isMapping(named)) return complain(['analyses'], show(written), 'a list of analyses or a mapping of their keys');
  if (Object.keys(named).length === 0) complain(['analyses'], show(written), `at least one of ${known.join(', ')}`);
  const listed: Record<string, Mapping> = {};
  for (const [name, keys] of Object.entries(named)) {
    if (!known.includes(name)) {
      const { fix } = didYouMean(name, known);
      complain(['analyses', name], 'unknown analysis', `one of ${known.join(', ')}`, fix);
    }
    if (!isMapping(keys)) complain(['analyses', name], show(keys), 'a mapping of keys');
    else listed[name] = keys;
  }
  return listed;
}

/** A list of names as a mapping without keys; anything else as it is. */
export function analysesByName(written: unknown): unknown {
  const isList = Array.isArray(written) && written.every((name) => typeof name === 'string');
  return isList ? Object.fromEntries(written.map((name) => [name, {}])) : written;
}

function dictionariesOf({ sae, dictionaries }: Mapping, complain: Complain): Mapping {
  if (sae !== undefined && dictionaries !== undefined)
    complain(['sae'], 'given beside dictionaries', 'one of the two: sae is short for dictionaries.sae');
  if (sae !== undefined) return { sae };
  if (dictionaries === undefined) return {};
  if (!isMapping(dictionaries)) return complain(['dictionaries'], show(dictionaries), 'a mapping of names');
  return dictionaries;
}

/** Blocks of the top and those under the analysis; shared leaves of the latter win, any other that is in both is refused. */
function merge(top: Mapping, own: Mapping, children: Children, complain: Complain, path: Path): Mapping {
  const merged = { ...top };
  for (const [key, value] of Object.entries(own)) {
    const node = children[key];
    const above = merged[key];
    const at = [...path, key];
    if (above === undefined) merged[key] = value;
    else if (node !== undefined && isGroup(node) && isMapping(above) && isMapping(value))
      merged[key] = merge(above, value, node.children, complain, at);
    else if (node !== undefined && !isGroup(node) && node.shared) merged[key] = value;
    else complain(at, 'given at the top too', 'one of the two');
  }
  return merged;
}

/** With the short form's analysis not on, a block at the top would do nothing, but for leaves that others share. */
function refuseIdle(
  top: Mapping,
  short: AnalysisSettings | undefined,
  analyses: readonly AnalysisSettings[],
  listed: Readonly<Record<string, Mapping>>,
  complain: Complain,
): void {
  const readers = analyses.filter(({ name, implied }) => implied === true || listed[name] !== undefined);
  for (const path of writtenLeaves(top)) {
    const isRead = readers.some(({ settings }) => {
      const node = nodeAt(settings.children, path);
      return node !== undefined && !isGroup(node) && node.shared;
    });
    if (!isRead) complain(path, `given, but the analysis ${short?.name} is not on`, 'a key of an analysis that is');
  }
}

function writtenLeaves(values: Mapping, path: Path = []): Path[] {
  return Object.entries(values).flatMap(([key, value]) =>
    isMapping(value) ? writtenLeaves(value, [...path, key]) : [[...path, key]],
  );
}

export function nodeAt(children: Children, [key, ...rest]: Path): Children[string] | undefined {
  const node = children[key];
  if (rest.length === 0 || node === undefined) return node;
  return isGroup(node) ? nodeAt(node.children, rest) : undefined;
}

function pick(written: Mapping, keys: readonly string[]): Mapping {
  return Object.fromEntries(keys.filter((key) => written[key] !== undefined).map((key) => [key, written[key]]));
}
