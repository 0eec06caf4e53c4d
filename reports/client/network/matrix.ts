/** The adjacency matrix of what is shown, ordered by cluster: often clearer than the drawing. Click a cell to select its row. */
import type { NetworkFile } from '../../network-file.ts';
import { element } from '../dom.ts';
import { type Colouring, type Theme, withAlpha } from './colours.ts';
import { nodeName } from './names.ts';
import type { Store } from './state.ts';
import type { Visible } from './visible.ts';

/** A cell below this many pixels cannot be pointed at. */
const N_NODES_DRAWN = 1200;

export function showMatrix(
  box: HTMLElement,
  network: NetworkFile,
  store: Store,
  shown: Visible,
  colours: Colouring,
  theme: Theme,
): void {
  const nodes = network.nodes
    .filter((node) => shown.nodes.has(node.id) && (shown.neighbours.get(node.id)?.length ?? 0) > 0)
    .sort(
      (one, two) => Number(two.kept) - Number(one.kept) || (one.cluster ?? 0) - (two.cluster ?? 0) || one.id - two.id,
    )
    .slice(0, N_NODES_DRAWN);
  const place = new Map(nodes.map((node, index) => [node.id, index]));
  const side = Math.max(120, Math.min(box.clientWidth - 40, box.clientHeight - 70, 900));
  const cell = side / Math.max(1, nodes.length);
  const canvas = element('canvas', {
    width: side * 2,
    height: side * 2,
    style: `width:${side}px;height:${side}px;cursor:crosshair`,
    role: 'img',
    'aria-label': 'Adjacency matrix ordered by cluster',
  });
  const { names } = store.view;
  const reading = element('output', {}, 'Point at a cell.');
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(2, 2);
  context.strokeStyle = theme.faded;
  context.strokeRect(0, 0, side, side);
  for (const { a, b, r } of shown.edges) {
    const [row, column] = [place.get(a), place.get(b)];
    if (row === undefined || column === undefined) continue;
    context.fillStyle = withAlpha(r > 0 ? theme.positive : theme.negative, Math.abs(r));
    context.fillRect(column * cell, row * cell, Math.max(cell, 0.5), Math.max(cell, 0.5));
    context.fillRect(row * cell, column * cell, Math.max(cell, 0.5), Math.max(cell, 0.5));
  }
  nodes.forEach((node, index) => {
    context.fillStyle = colours.of(node);
    context.fillRect(index * cell, index * cell, Math.max(cell, 1), Math.max(cell, 1));
  });
  const at = (event: MouseEvent): [number, number] => {
    const frame = canvas.getBoundingClientRect();
    const clamp = (value: number): number => Math.max(0, Math.min(nodes.length - 1, Math.floor(value / cell)));
    return [clamp(event.clientY - frame.top), clamp(event.clientX - frame.left)];
  };
  canvas.addEventListener('pointermove', (event) => {
    const [row, column] = at(event).map((index) => nodes[index]);
    const edge = shown.neighbours.get(row.id)?.find((neighbour) => neighbour.id === column.id);
    reading.textContent = `${nodeName(row, names)} and ${nodeName(column, names)}: ${row === column ? 'the same feature' : edge ? `r = ${edge.r.toFixed(3).replace('-', '−')}` : 'no edge'}`;
  });
  canvas.addEventListener('click', (event) => store.change({ selected: nodes[at(event)[0]].id }));
  box.replaceChildren(
    nodes.length === 0
      ? element('p', { class: 'hint' }, 'No edges to show.')
      : element('div', {}, canvas, element('p', {}, reading)),
  );
}
