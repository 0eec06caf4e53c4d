/**
 * How large a node's box is. Text is measured by character, for a sans-serif of the sizes below and on the wide side, because
 * no font is at hand when the report is built; labels that would make a box too wide are cut, the whole text is in the hover.
 */
import type { LayeredGraph, LayeredNode } from './graph.ts';
import { written } from './words.ts';

/** Pixels. */
export const NAME_SIZE = 12;
export const LABEL_SIZE = 11;
export const PADDING = 9;
export const NAME_LINE = 22;
export const LABEL_LINE = 15;
const STRIP_LINE = 8;
/** Between a name and the number at the right edge. */
const BETWEEN = 10;
const NARROWEST = 46;
/** Widest label, in ems of its size: what stands in columns has less room. */
const N_EMS = 10;
const N_EMS_IN_COLUMNS = 7.5;

/** Width of a character in ems. */
const WIDE = 1.05;
const CAPITAL = 0.74;
const NARROW = 0.34;
const USUAL = 0.6;

export function boxHeight(graph: LayeredGraph): number {
  return NAME_LINE + (hasLabels(graph) ? LABEL_LINE : 0) + (hasStrips(graph) ? STRIP_LINE : 0);
}

export function boxWidth(graph: LayeredGraph, node: LayeredNode): number {
  const value = boxValue(graph, node);
  const first =
    textWidth(shownName(node), NAME_SIZE * 1.06) + (value === '' ? 0 : BETWEEN + textWidth(value, LABEL_SIZE));
  const second = textWidth(shownLabel(graph, node), LABEL_SIZE);
  return Math.ceil(Math.max(NARROWEST, first + 2 * PADDING, second + 2 * PADDING));
}

export function hasLabels(graph: LayeredGraph): boolean {
  return graph.nodes.some((node) => node.label !== null);
}

export function hasStrips(graph: LayeredGraph): boolean {
  return graph.nodes.some((node) => node.strip.length > 0);
}

/** The number in the box; nothing where the graph has none, or the node's is undefined. */
export function boxValue(graph: LayeredGraph, node: LayeredNode): string {
  const [value] = node.values;
  return value === undefined || value === null ? '' : written(graph.node_measures[0], value);
}

export function shownName(node: LayeredNode): string {
  return cut(node.name, N_EMS);
}

export function shownLabel(graph: LayeredGraph, node: LayeredNode): string {
  return cut(node.label ?? '', graph.columns.length > 0 ? N_EMS_IN_COLUMNS : N_EMS);
}

export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + ems(character), 0) * size;
}

/** The text as far as it fits, with an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  if (characters.reduce((sum, character) => sum + ems(character), 0) <= most) return text;
  let width = WIDE;
  let kept = 0;
  while (width + ems(characters[kept]) <= most) width += ems(characters[kept++]);
  return `${characters.slice(0, kept).join('').trimEnd()}…`;
}

function ems(character: string): number {
  if (character.codePointAt(0)! >= 0x1100 || /[mwMW@%…]/.test(character)) return WIDE;
  if (/[A-Z&#_]/.test(character)) return CAPITAL;
  return /[ijl.,:;'|!()[\]]/.test(character) ? NARROW : USUAL;
}
