/** The view in the page's address, after `#network?`, so that a link shows what its sender saw. Only what differs from the start is written. */
import type { View } from './state.ts';

const PREFIX = '#network?';

export function writeAddress(view: View, initial: View): string {
  const changed = Object.entries(view).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(initial[key as keyof View]),
  );
  return changed.length === 0
    ? ''
    : PREFIX +
        new URLSearchParams(
          changed.map(([key, value]) => [key, Array.isArray(value) ? value.join('.') : String(value)]),
        ).toString();
}

/** Unknown keys and values that do not parse are ignored: an old link still opens. */
export function readAddress(
  hash: string,
  initial: View,
  known: { readonly colours: readonly string[]; readonly sizes: readonly string[]; readonly ids: ReadonlySet<number> },
): View {
  if (!hash.startsWith(PREFIX)) return initial;
  const given = new URLSearchParams(hash.slice(PREFIX.length));
  const oneOf = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((value) => value === given.get(key)) ?? otherwise;
  const threshold = Number(given.get('threshold') ?? Number.NaN);
  const selected = given.get('selected') === null ? null : Number(given.get('selected'));
  return {
    threshold: threshold >= initial.threshold && threshold <= 1 ? threshold : initial.threshold,
    sign: oneOf('sign', ['all', 'positive', 'negative'], initial.sign),
    colour: oneOf('colour', known.colours, initial.colour),
    size: oneOf('size', known.sizes, initial.size),
    selected: selected !== null && known.ids.has(selected) ? selected : null,
    ego: given.get('ego') === 'true',
    kept: given.get('kept') === 'true',
    mode: oneOf('mode', ['graph', 'matrix', 'table'], initial.mode),
    pinned: (given.get('pinned') ?? '')
      .split('.')
      .map(Number)
      .filter((id) => known.ids.has(id)),
  };
}
