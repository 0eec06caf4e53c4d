/**
 * The view that an address holds (view-address.ts), names and notes of its sender included. What is unknown or malformed is ignored, so an
 * old link still opens, and nothing of it is ever more than text.
 */
import { givenIn, jsonIn } from '../view-address.ts';
import { type Group, MODES, Q_CHOICES, REPEAT_CHOICES, type View } from './state.ts';

/** Longest name or note taken from an address. */
const N_CHARACTERS = 500;

interface Known {
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  readonly nulls: readonly string[];
  readonly ids: ReadonlySet<number>;
}

export function readAddress(hash: string, viewer: string, initial: View, known: Known): View {
  const given = givenIn(hash, viewer);
  if (given === null) return initial;
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
    pinned: idsOf(jsonIn(given.get('pinned')), known),
    names: textsOf(jsonIn(given.get('names')), known),
    notes: textsOf(jsonIn(given.get('notes')), known),
    groups: groupsOf(jsonIn(given.get('groups')), known),
  };
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
