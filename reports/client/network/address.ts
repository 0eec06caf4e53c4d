/**
 * The view in the page's address, after `#network?` (the viewer's name), so that a link shows what its sender saw, names and notes included.
 * Only what differs from the start is written. An address is someone else's text: what is unknown or malformed is ignored,
 * so an old link still opens, and nothing of it is ever more than text.
 */
import { type Group, MODES, Q_CHOICES, REPEAT_CHOICES, type View } from './state.ts';

/** Longest name or note taken from an address. */
const N_CHARACTERS = 500;

export interface Known {
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  readonly nulls: readonly string[];
  readonly ids: ReadonlySet<number>;
}

/** @param viewer the name of the viewer on its page */
export function writeAddress(view: View, viewer: string, initial: View): string {
  const changed = Object.entries(view).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(initial[key as keyof View]),
  );
  const text = ([key, value]: [string, unknown]): [string, string] => [
    key,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value),
  ];
  return changed.length === 0 ? '' : `#${viewer}?${new URLSearchParams(changed.map(text)).toString()}`;
}

export function readAddress(hash: string, viewer: string, initial: View, known: Known): View {
  const prefix = `#${viewer}?`;
  if (!hash.startsWith(prefix)) return initial;
  const given = new URLSearchParams(hash.slice(prefix.length));
  const oneOf = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((value) => value === given.get(key)) ?? otherwise;
  const between = (key: 'threshold' | 'ceiling'): number => {
    const value = Number(given.get(key) ?? Number.NaN);
    return value >= initial.threshold && value <= 1 ? value : initial[key];
  };
  const selected = given.get('selected') === null ? null : Number(given.get('selected'));
  return {
    threshold: between('threshold'),
    ceiling: between('ceiling'),
    sign: oneOf('sign', ['all', 'positive', 'negative'], initial.sign),
    q: oneOf('q', Q_CHOICES, initial.q),
    nulls: oneOf('nulls', known.nulls, initial.nulls),
    repeats: oneOf('repeats', REPEAT_CHOICES, initial.repeats),
    colour: oneOf('colour', known.colours, initial.colour),
    size: oneOf('size', known.sizes, initial.size),
    selected: selected !== null && known.ids.has(selected) ? selected : null,
    ego: given.get('ego') === 'true',
    kept: given.get('kept') === 'true',
    mode: oneOf('mode', MODES, initial.mode),
    pinned: idsOf(parse(given.get('pinned')), known),
    names: textsOf(parse(given.get('names')), known),
    notes: textsOf(parse(given.get('notes')), known),
    groups: groupsOf(parse(given.get('groups')), known),
  };
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function idsOf(value: unknown, known: Known): number[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'number' && known.ids.has(id)) : [];
}

function textsOf(value: unknown, known: Known): Record<number, string> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(([id, text]) => known.ids.has(Number(id)) && typeof text === 'string');
  return Object.fromEntries(entries.map(([id, text]) => [Number(id), String(text).slice(0, N_CHARACTERS)]));
}

function groupsOf(value: unknown, known: Known): Group[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((group: unknown) => {
    if (typeof group !== 'object' || group === null || !('name' in group) || !('ids' in group)) return [];
    return [{ name: String(group.name).slice(0, N_CHARACTERS), ids: idsOf(group.ids, known) }];
  });
}
