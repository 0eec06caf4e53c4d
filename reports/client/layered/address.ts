/**
 * The view of a layered graph in the page's address, after `#<id>?`, so that a link shows what its sender saw. Only what
 * differs from the start is written. An address is someone else's text: what is unknown or malformed in it is ignored.
 */
import type { LayeredFile } from '../../layered/file.ts';
import { startOf, type View } from './view.ts';

/** Empty for the view that the graph starts with. */
export function writeAddress(id: string, view: View, initial: View): string {
  const changed = Object.entries(view).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(initial[key as keyof View]),
  );
  const text = changed.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
  return changed.length === 0 ? '' : `#${id}?${new URLSearchParams(text)}`;
}

export function readAddress(hash: string, id: string, file: LayeredFile): View {
  const initial = startOf(file);
  if (!hash.startsWith(`#${id}?`)) return initial;
  const given = new URLSearchParams(hash.slice(id.length + 2));
  const ids = new Set(file.graph.nodes.map((node) => node.id));
  const listOf = <T>(key: string, is: (value: unknown) => value is T): T[] => {
    const value = parse(given.get(key));
    return Array.isArray(value) ? value.filter(is) : [];
  };
  const isId = (value: unknown): value is string => typeof value === 'string' && ids.has(value);
  const isKind = (value: unknown): value is number => isPosition(value, file.graph.edge_kinds.length);
  const threshold = parse(given.get('threshold'));
  const limits = parse(given.get('limits'));
  const path = parse(given.get('path'));
  const selected = given.get('selected');
  return {
    threshold: isNumber(threshold) && threshold >= 0 ? threshold : initial.threshold,
    limits: initial.limits.map((none, at) => {
      const limit: unknown = Array.isArray(limits) ? limits[at] : null;
      return isNumber(limit) ? limit : none;
    }),
    hiddenKinds: listOf('hiddenKinds', isKind),
    selected: isId(selected) ? selected : null,
    pinned: listOf('pinned', isId),
    pinnedOnly: given.get('pinnedOnly') === 'true',
    path: isPosition(path, file.graph.paths.length) ? path : null,
  };
}

/** JSON writes numbers that become infinite. */
function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isPosition(value: unknown, count: number): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < count;
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
