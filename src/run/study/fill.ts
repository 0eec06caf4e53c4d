/**
 * From the keys that a user wrote in a group to all of its values: names and types are checked, defaults fill what is missing, then
 * the rules run. Lists are replaced whole, groups key by key. The first fault is the one complained of, by its key.
 */
import { checkValue, didYouMean, show } from './check-value.ts';
import { below, type Complain, type Path } from './complain.ts';
import { type Children, type Group, isGroup, type Leaf, type PresetName, type ValuesOf } from './leaf.ts';

export type Mapping = Record<string, unknown>;

/** @param extra keys that are read elsewhere and known here */
export function fill<C extends Children>(
  settings: Group<C>,
  written: unknown,
  preset: PresetName,
  complain: Complain,
  extra: readonly string[] = [],
): ValuesOf<C> {
  const values = fillGroup(settings, written, preset, complain, [], extra);
  runRules(settings, values, complain, []);
  return values as ValuesOf<C>;
}

/** The values of a group that is not written at all: the defaults of a preset. */
export function defaultsOf<C extends Children>({ children }: Group<C>, preset: PresetName): ValuesOf<C> {
  const values: Mapping = {};
  for (const [key, node] of Object.entries<Leaf | Group>(children)) {
    const value = isGroup(node) ? defaultsOf(node, preset) : node.defaults?.[preset];
    if (value !== undefined && !(isGroup(node) && node.optional)) values[key] = value;
  }
  return values as ValuesOf<C>;
}

function fillGroup(
  { children }: Group,
  written: unknown,
  preset: PresetName,
  complain: Complain,
  path: Path,
  extra: readonly string[] = [],
): Mapping {
  if (!isMapping(written)) return complain(path, show(written), 'a mapping of keys');
  refuseUnknown(written, [...extra, ...Object.keys(children)], complain, path);
  const values: Mapping = {};
  for (const [key, node] of Object.entries(children)) {
    const value = written[key];
    const at = [...path, key];
    if (isGroup(node)) {
      if (value === undefined && node.optional) continue;
      const inner = value === undefined && standsByItself(node) ? {} : value;
      values[key] = fillGroup(node, inner, preset, complain, at);
      continue;
    }
    if (value === undefined && node.defaults !== undefined) values[key] = structuredClone(node.defaults[preset]);
    else if (value !== undefined || !node.optional) {
      const fault = checkValue(node.type, value);
      if (fault !== undefined) complain([...at, ...fault.path], fault.found, fault.expected, fault.fix);
      values[key] = structuredClone(value);
    }
  }
  return values;
}

/** Some key has a default, so that a study need not write the group. */
function standsByItself({ children }: Group): boolean {
  return Object.values(children).some((node) => (isGroup(node) ? standsByItself(node) : node.defaults !== undefined));
}

export function refuseUnknown(written: Mapping, known: readonly string[], complain: Complain, path: Path): void {
  const unknown = Object.keys(written).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const places = complain.placesOf(unknown);
  const elsewhere = places.length === 0 ? undefined : `Did you mean ${places.join(' or ')}?`;
  const { fix = elsewhere } = didYouMean(unknown, known);
  complain([...path, unknown], 'unknown key', known.length === 0 ? 'no keys here' : `one of ${known.join(', ')}`, fix);
}

function runRules(group: Group, values: Mapping, complain: Complain, path: Path): void {
  for (const [key, node] of Object.entries(group.children)) {
    const value = values[key];
    if (isGroup(node) && isMapping(value)) runRules(node, value, complain, [...path, key]);
  }
  const own = below(complain, path);
  const parts = (key: string): Path => key.split('.').filter((part) => part !== '');
  group.rule(
    values,
    (key, found, expected) => own(parts(key), found, expected),
    (key) => own.keyOf(parts(key)),
  );
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
