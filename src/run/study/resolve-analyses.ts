/** The settings of every analysis that is on: its preset, its dictionaries, its keys with their defaults. */
import type { AnalysisSettings } from '../analysis.ts';
import { show } from './check-value.ts';
import { below, type Complain, type Path } from './complain.ts';
import { type Families, readOn } from './dictionaries.ts';
import { fill, isMapping, type Mapping } from './fill.ts';
import { hasPresets, leavesOf, PRESETS, type PresetName } from './leaf.ts';
import { type LongForm, shortOf } from './short-form.ts';

export interface AnalysisEntry {
  /** Names of its dictionaries, in order; empty for an analysis that reads none. */
  readonly on: readonly string[];
  readonly settings: Readonly<Mapping>;
}

/** The preset of an analysis without one of its own, and of leaves that it shares with one that has. */
const OTHERWISE: PresetName = 'recommended';

export function resolveAnalyses(
  form: LongForm,
  analyses: readonly AnalysisSettings[],
  families: Families,
  complain: Complain,
): Record<string, AnalysisEntry> {
  const short = shortOf(analyses);
  const presets = new Map(analyses.map((analysis) => [analysis.name, presetOf(analysis, form, complain)]));
  const isOn = ({ name, implied }: AnalysisSettings) =>
    form.analyses[name] !== undefined || (implied === true && form.study.task !== undefined);
  const place = ({ name, implied }: AnalysisSettings) =>
    implied === true ? -1 : Object.keys(form.analyses).indexOf(name);
  const running = analyses.filter(isOn).sort((one, other) => place(one) - place(other));
  const shared = sharedValues(form, short, presets);
  const entries = running.map((analysis): [string, AnalysisEntry] => {
    const { name, settings, needs, implied } = analysis;
    const own = below(complain, ['analyses', name]);
    if (needs.task && form.study.task === undefined) complain(['task'], 'missing', 'a mapping of keys');
    const { on, ...written } = form.analyses[name] ?? {};
    const preset = presets.get(name);
    if (preset !== undefined) delete written.preset;
    const names = needs.dictionaries === 'none' ? noDictionaries(on, name, own) : readOn(on, families, own);
    if (needs.dictionaries !== 'none' && implied !== true && names.length === 0)
      complain(['sae'], 'missing', 'a mapping of keys');
    if (implied === true) refuseKeys(form.analyses[name] ?? {}, own);
    const values = fill(settings, withShared(written, settings.children, shared), preset ?? OTHERWISE, own, extraKeys(analysis)); // biome-ignore format: one line
    return [name, { on: names, settings: preset === undefined ? values : { preset, ...values } }];
  });
  return Object.fromEntries(entries);
}

/** Keys of an analysis beside its settings. */
export function extraKeys({ settings, needs, implied }: AnalysisSettings): string[] {
  if (implied === true) return [];
  return [...(needs.dictionaries === 'none' ? [] : ['on']), ...(hasPresets(settings) ? ['preset'] : [])];
}

/** Undefined for an analysis that is not on or has no presets. */
function presetOf(
  { name, settings, implied }: AnalysisSettings,
  { analyses }: LongForm,
  complain: Complain,
): PresetName | undefined {
  const written = analyses[name];
  if (written === undefined || implied === true || !hasPresets(settings)) return undefined;
  const preset = PRESETS.find((known) => known === written.preset);
  return preset ?? complain(['analyses', name, 'preset'], show(written.preset), PRESETS.join(' or '));
}

/** Shared leaves: as written at the top, else as the preset of the short form's analysis has them. */
function sharedValues(
  { top }: LongForm,
  short: AnalysisSettings | undefined,
  presets: ReadonlyMap<string, PresetName | undefined>,
): ReadonlyMap<string, unknown> {
  if (short === undefined) return new Map();
  const preset = presets.get(short.name);
  return new Map(
    leavesOf(short.settings.children)
      .filter(([, { shared }]) => shared)
      .map(([key, { defaults }]) => [key, valueAt(top, key.split('.')) ?? (preset && defaults?.[preset])]),
  );
}

function withShared(
  written: Mapping,
  children: AnalysisSettings['settings']['children'],
  shared: ReadonlyMap<string, unknown>,
): Mapping {
  const result = structuredClone(written);
  for (const [key, leaf] of leavesOf(children)) {
    const path = key.split('.');
    const value = shared.get(key);
    if (leaf.shared && value !== undefined && valueAt(written, path) === undefined) setAt(result, path, value);
  }
  return result;
}

function noDictionaries(on: unknown, name: string, complain: Complain): string[] {
  return on === undefined ? [] : complain(['on'], show(on), `no dictionaries: ${name} reads none`);
}

/** What holds for every analysis is said at the top. */
function refuseKeys(written: Mapping, complain: Complain): void {
  const [key] = Object.keys(written);
  if (key !== undefined) complain([key], 'a key under an analysis that has none', 'such keys at the top of the study');
}

export function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isMapping(value) ? value[key] : undefined), values);
}

function setAt(values: Mapping, [key, ...rest]: Path, value: unknown): void {
  if (rest.length === 0) values[key] = value;
  else {
    if (values[key] === undefined) values[key] = {};
    const inner = values[key];
    if (isMapping(inner)) setAt(inner, rest, value);
  }
}
