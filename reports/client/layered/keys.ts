/** Keys of the drawing. The arrows pass along the row, and up or down the strongest visible edge; a node without one leads to the nearest. */
import type { LayeredFile } from '../../layered/graph.ts';
import type { Store } from '../network/state.ts';
import type { Drawing } from './drawing.ts';
import { togglePin } from './panel.ts';
import type { View } from './view.ts';
import type { Ends, Visible } from './visible.ts';

interface KeyParts {
  readonly root: HTMLElement;
  readonly canvas: HTMLElement;
  readonly file: LayeredFile;
  readonly ends: Ends;
  readonly store: Store<View>;
  readonly drawing: () => Drawing | null;
  readonly shown: () => Visible;
  /** Where the keyboard is; null before the first arrow. */
  readonly cursor: () => number | null;
  readonly moveTo: (node: number) => void;
  readonly letGo: () => void;
}

const DIRECTIONS: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export function setUpKeys(parts: KeyParts): void {
  const { root, canvas, file, store, drawing } = parts;
  const { nodes } = file.graph;
  root.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (target.matches('input, select, textarea')) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') store.undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === 'Escape') parts.letGo();
    else if (!canvas.contains(target)) return;
    else if (event.key in DIRECTIONS) {
      const next = step(parts, DIRECTIONS[event.key]);
      if (next !== null) parts.moveTo(next);
    } else if (event.key === '+' || event.key === '=') drawing()?.zoom(1.25);
    else if (event.key === '-') drawing()?.zoom(1 / 1.25);
    else if (event.key === '0') drawing()?.fit();
    else if ((event.key === 'Enter' || event.key === ' ') && parts.cursor() !== null) {
      store.change({ selected: nodes[parts.cursor()!].id, path: null });
    } else if (event.key === 'p' && (parts.cursor() !== null || store.view.selected !== null)) {
      togglePin(store, parts.cursor() === null ? store.view.selected! : nodes[parts.cursor()!].id);
    } else return;
    event.preventDefault();
  });
}

/** The node that an arrow leads to; null at the end of a row and at the top and the bottom. */
function step({ file, ends, cursor, shown }: KeyParts, [across, up]: readonly [number, number]): number | null {
  const { nodes } = file.graph;
  const { places } = file.layout;
  const from = cursor();
  const visible = [...shown().nodes].sort((a, b) => a - b);
  if (from === null) return visible[0] ?? null;
  if (across !== 0) {
    const row = visible.filter((node) => nodes[node].row === nodes[from].row).sort((a, b) => places[a].x - places[b].x);
    return row[row.indexOf(from) + across] ?? null;
  }
  const [strongest] = up > 0 ? shown().outputs[from] : shown().inputs[from];
  if (strongest !== undefined) return ends[strongest][up > 0 ? 1 : 0];
  const beyond = visible.filter((node) => Math.sign(nodes[node].row - nodes[from].row) === up);
  const away = (node: number): number =>
    Math.abs(places[node].y - places[from].y) * 1e4 + Math.abs(places[node].x - places[from].x);
  return beyond.sort((a, b) => away(a) - away(b))[0] ?? null;
}
