/**
 * The dictionaries of a study: each checked, and one for several layers expanded into a dictionary a layer (`res` to `res_0`,
 * `res_1`, …). A name of a family stands for all of it wherever dictionaries are named.
 */
import { didYouMean, show } from './check-value.ts';
import { below, type Complain } from './complain.ts';
import { type DictionarySettings, dictionary, UNREAD } from './dictionary-settings.ts';
import { fill, isMapping, type Mapping } from './fill.ts';

export type Dictionary = Omit<DictionarySettings, 'layers'> & {
  /** As the study file names it; the schema of its tables where it is not the first. */
  readonly name: string;
};

/** Dictionaries in the order of the study file, by the names that may stand in `on`. */
export type Families = ReadonlyMap<string, readonly Dictionary[]>;

/** Layers of the model. @param complain of the dictionary that asks */
export type LayerCount = (complain: Complain) => number;

const NAME = /^[a-z][a-z0-9_]*$/;
/** Schemas that the database has already. */
const TAKEN = ['main', 'temp', 'system', 'information_schema', 'pg_catalog'];

/** @param layerCount layers of the model, asked only for `layers: all` */
export function readDictionaries(written: Mapping, complain: Complain, layerCount: LayerCount): Families {
  const families = new Map<string, readonly Dictionary[]>();
  const owner = new Map<string, string>();
  for (const [name, keys] of Object.entries(written)) {
    if (!NAME.test(name) || TAKEN.includes(name))
      complain([name], 'a name that no schema can have', 'small letters, digits and underscores, a letter first');
    const own = below(complain, [name]);
    if (isMapping(keys)) refuseUnread(keys, own);
    const settings = fill(dictionary, keys, 'recommended', own);
    const members = membersOf(name, settings, () => layerCount(own));
    for (const member of members) {
      const other = owner.get(member.name);
      if (other !== undefined || (member.name !== name && member.name in written))
        complain([name], `makes ${member.name}, which ${other ?? member.name} is too`, 'each dictionary once');
      owner.set(member.name, name);
    }
    families.set(name, members);
    for (const member of members) families.set(member.name, [member]);
  }
  return families;
}

/** Every dictionary once, in order. */
export function allOf(families: Families): Dictionary[] {
  return [...families].flatMap(([name, members]) => members.filter((member) => member.name === name));
}

/** Names in `on`, families expanded; all dictionaries where there is none. */
export function readOn(on: unknown, families: Families, complain: Complain): string[] {
  if (on === undefined) return allOf(families).map(({ name }) => name);
  const names: readonly unknown[] = Array.isArray(on) ? on : [on];
  const known = [...families.keys()];
  if (names.length === 0) complain(['on'], '[]', `at least one of ${known.join(', ')}`);
  const chosen = names.flatMap((name) => {
    const members = typeof name === 'string' ? families.get(name) : undefined;
    if (members !== undefined) return members.map((member) => member.name);
    const { fix } = didYouMean(String(name), known);
    return complain(['on'], show(name), `dictionaries of the study: ${known.join(', ')}`, fix);
  });
  const repeated = chosen.find((name, index) => chosen.indexOf(name) !== index);
  if (repeated !== undefined) complain(['on'], `${repeated} twice`, 'each dictionary once');
  return chosen;
}

function refuseUnread(keys: Mapping, complain: Complain): void {
  for (const [key, { all, names }] of Object.entries(UNREAD)) {
    const value = keys[key];
    if (value === undefined || !(all || names.includes(String(value)))) continue;
    const expected = all ? 'path, or hub with folder and revision' : 'one that is read; docs/study-file.md lists them';
    complain([key], `${show(value)}, which is not read yet`, expected);
  }
}

function membersOf(name: string, { layers, ...rest }: DictionarySettings, layerCount: () => number): Dictionary[] {
  if (layers === undefined) return [placed({ name, ...rest })];
  return layerList(layers, layerCount).map((layer) => placed({ name: `${name}_${layer}`, ...rest, layer }));
}

function layerList(layers: NonNullable<DictionarySettings['layers']>, layerCount: () => number): readonly number[] {
  if (Array.isArray(layers)) return layers;
  const [first, last] = layers === 'all' ? [0, layerCount() - 1] : layers.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** With its layer in the place of `{layer}`. */
function placed(written: Dictionary): Dictionary {
  const { layer, path, folder } = written;
  const at = (place: string) => place.replaceAll('{layer}', String(layer));
  return {
    ...written,
    ...(path === undefined ? {} : { path: at(path) }),
    ...(folder === undefined ? {} : { folder: at(folder) }),
  };
}
