/**
 * Colour of an edge as CSS: its kind's own, or that of its sign. Blue raises and red lowers, as in the published graphs of
 * circuits; the signs of correlations have colours of their own.
 */
import type { LayeredGraph } from './graph.ts';

export function edgeColour(graph: LayeredGraph, edge: { readonly kind: number; readonly weight: number }): string {
  const { colour } = graph.edge_kinds[edge.kind];
  if (colour !== null) return `var(--c${colour})`;
  return edge.weight >= 0 ? 'var(--raises)' : 'var(--lowers)';
}
