/** Reading a heat map: the pair under the pointer, or under a cursor that the arrow keys move. */
import { readJson } from './dom.ts';

interface Readings {
  readonly ids: readonly number[];
  readonly r: string;
}

const SCALE = 127;

export function setUpHeatmaps(): void {
  const known = new Map<string, { readonly ids: readonly number[]; readonly values: Int8Array } | null>();
  for (const map of document.querySelectorAll<HTMLElement>('.heatmap')) {
    const island = map.dataset.readings ?? '';
    const readings = known.get(island) ?? decoded(readJson<Readings>(island));
    known.set(island, readings);
    if (readings === null) continue;
    const { ids, values } = readings;
    const order = (map.dataset.order ?? '').split(' ').map(Number);
    const output = map.querySelector('output');
    let row = 0;
    let column = 0;
    const show = (): void => {
      const r = values[order[row] * ids.length + order[column]] / SCALE;
      if (output)
        output.textContent = `features ${ids[order[row]]} and ${ids[order[column]]}: r = ${r.toFixed(2).replace('-', '−')}`;
    };
    const clamp = (at: number): number => Math.max(0, Math.min(order.length - 1, at));
    map.addEventListener('pointermove', (event) => {
      const box = map.getBoundingClientRect();
      column = clamp(Math.floor(((event.clientX - box.left) / box.width) * order.length));
      row = clamp(Math.floor(((event.clientY - box.top) / box.height) * order.length));
      show();
    });
    map.addEventListener('pointerleave', () => {
      if (output) output.textContent = '';
    });
    map.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      if (!step) return;
      event.preventDefault();
      row = clamp(row + step[0]);
      column = clamp(column + step[1]);
      show();
    });
  }
}

function decoded(readings: Readings | null): { readonly ids: readonly number[]; readonly values: Int8Array } | null {
  if (readings === null) return null;
  return { ids: readings.ids, values: Int8Array.from(atob(readings.r), (character) => character.charCodeAt(0)) };
}
