/** The view of a layered graph that an address holds (view-address.ts). What is unknown or malformed is ignored. */
import type { LayeredFile } from '../../layered/graph.ts';
import { givenIn, jsonIn } from '../view-address.ts';
import { startOf, type View } from './view.ts';

export function readAddress(hash: string, id: string, file: LayeredFile): View {
  const initial = startOf(file);
  const given = givenIn(hash, id);
  if (given === null) return initial;
  const ids = new Set(file.graph.nodes.map((node) => node.id));
  const listOf = <T>(key: string, is: (value: unknown) => value is T): T[] => {
    const value = jsonIn(given.get(key));
    return Array.isArray(value) ? value.filter(is) : [];
  };
  const isId = (value: unknown): value is string => typeof value === 'string' && ids.has(value);
  const isKind = (value: unknown): value is number => isPosition(value, file.graph.edge_kinds.length);
  const threshold = jsonIn(given.get('threshold'));
  const limits = jsonIn(given.get('limits'));
  const path = jsonIn(given.get('path'));
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
