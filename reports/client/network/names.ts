/** How a feature is called: its number, and its label where there is one. */
import type { NetworkNode } from '../../network-file.ts';

export function nodeName(node: NetworkNode): string {
  return node.label === null ? String(node.id) : `${node.id} · ${node.label}`;
}

/** Four significant digits, a real minus sign. */
export function shortNumber(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4))).replace('-', '−');
}
