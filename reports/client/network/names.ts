/** How a feature is called: its number, and the reader's own name for it or its label. */
import { grouped } from '../../format.ts';
import type { NetworkNode } from '../../network-file.ts';
import type { View } from './state.ts';

export function nodeName(node: NetworkNode, names: View['names'] = {}): string {
  const name = names[node.id] ?? node.label;
  return name === null ? String(node.id) : `${node.id} · ${name}`;
}

/** Four significant digits, thousands grouped, a real minus sign. */
export function shortNumber(value: number | null): string {
  if (value === null) return '–';
  const rounded = Number(value.toPrecision(4));
  return Number.isInteger(rounded) ? grouped(rounded) : String(rounded).replace('-', '−');
}
