/** Labels of rows and columns over a sigma drawing: they stay at the left edge and at the bottom, and follow the camera. */
import type { Sigma } from 'sigma';
import type { LayeredFile } from '../../layered/graph.ts';
import { element } from '../dom.ts';

/** Labels nearer than this are left out, in pixels. */
const ROW_STEP = 13;
const COLUMN_STEP = 52;

export function followAxes(sigma: Sigma, canvas: HTMLElement, { graph, layout }: LayeredFile): void {
  const make = (kind: string, text: string): HTMLElement => element('span', { class: `axis ${kind}` }, text);
  const rows = graph.rows.map((text) => make('of-row', text));
  const columns = graph.columns.map((text) => make('of-column', text.replaceAll(' ', '␣')));
  canvas.append(element('div', { class: 'axes', 'aria-hidden': 'true' }, ...rows, ...columns));
  sigma.on('afterRender', () => {
    const { width, height } = sigma.getDimensions();
    const down = layout.rows.map((y) => sigma.graphToViewport({ x: 0, y: -y }).y);
    const across = layout.columns.map(({ left, right }) => sigma.graphToViewport({ x: (left + right) / 2, y: 0 }).x);
    place(rows, down, height, ROW_STEP, 'top');
    place(columns, across, width, COLUMN_STEP, 'left');
  });
}

function place(
  labels: readonly HTMLElement[],
  at: readonly number[],
  length: number,
  step: number,
  side: 'top' | 'left',
): void {
  let last = Number.NEGATIVE_INFINITY;
  labels.forEach((label, index) => {
    label.hidden = at[index] < 0 || at[index] > length || Math.abs(at[index] - last) < step;
    if (label.hidden) return;
    last = at[index];
    label.style[side] = `${at[index]}px`;
  });
}
