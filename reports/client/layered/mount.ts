/** Makes every layered graph on the page answer: controls above, lists beside, and the same interactions on SVG and on sigma. */
import { counted, grouped } from '../../format.ts';
import type { LayeredFile } from '../../layered/graph.ts';
import { element, readJson } from '../dom.ts';
import { createStore } from '../network/state.ts';
import { addressOf } from '../view-address.ts';
import { readAddress } from './address.ts';
import { createControls } from './controls.ts';
import type { Drawing, Listeners } from './drawing.ts';
import { exportItems } from './exports.ts';
import { focusOf, type Hovered } from './focus.ts';
import { setUpKeys } from './keys.ts';
import { showPanel, togglePin } from './panel.ts';
import { createReading } from './reading.ts';
import { createSigmaDrawing } from './sigma-drawing.ts';
import { createSvgDrawing } from './svg-drawing.ts';
import { startOf } from './view.ts';
import { endsOf, visible } from './visible.ts';

/** Following the pointer passes over every visible edge: beyond this many only a click sets the rest back. */
const N_EDGES_FOLLOWED = 5000;

export function mountLayered(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-layered]')) {
    const file = readJson<LayeredFile>(root.dataset.layered ?? '');
    if (file !== null) mount(root, file);
  }
}

function mount(root: HTMLElement, file: LayeredFile): void {
  const ends = endsOf(file);
  const initial = startOf(file);
  const store = createStore(readAddress(location.hash, root.id, file));
  const canvas = root.querySelector<HTMLElement>('.canvas')!;
  const stage = root.querySelector<HTMLElement>('.stage')!;
  let shown = visible(file, ends, store.view);
  let hovered: Hovered = null;
  let cursor: number | null = null;

  const reading = createReading(file, ends);
  const listeners: Listeners = {
    hover(next, at) {
      reading.show(next, at);
      if (next !== null && 'node' in next) cursor = next.node;
      if (JSON.stringify(next) !== JSON.stringify(hovered)) point(next);
    },
    choose(node, withShift) {
      if (node === null) store.change({ selected: null, path: null });
      else if (withShift) togglePin(store, file.graph.nodes[node].id);
      else store.change({ selected: file.graph.nodes[node].id, path: null });
    },
  };
  const drawing = createDrawing(canvas, file, listeners);
  const status = element('p', { class: 'status', role: 'status' });
  const side = element('div', {
    class: 'side',
    tabindex: 0,
    role: 'region',
    'aria-label': `Lists of ${file.graph.name}`,
  });
  const controls = createControls(file, root.id, store, {
    goTo(id) {
      store.change({ selected: id, path: null });
      moveTo(
        file.graph.nodes.findIndex((node) => node.id === id),
        false,
      );
    },
    zoom: (factor) => drawing?.zoom(factor),
    fit: () => drawing?.fit(),
    exports: exportItems(file, drawing, () => shown),
  });
  root.classList.add('viewer');
  root.prepend(controls.bar);
  root.append(side, reading.box);
  stage.prepend(status);

  const light = (): void => {
    const followed = shown.edges.size <= N_EDGES_FOLLOWED ? hovered : null;
    drawing?.update(store.view, shown, focusOf(file, ends, store.view, shown, followed));
  };
  const point = (next: Hovered): void => {
    hovered = next;
    light();
  };
  const moveTo = (node: number, withReading = true): void => {
    cursor = node;
    drawing?.moveTo(node);
    if (!withReading) return;
    reading.show({ node }, drawing?.placeOf(node) ?? null);
    point({ node });
  };
  const redraw = (): void => {
    shown = visible(file, ends, store.view);
    controls.update(store.view);
    showPanel({ side, file, ends, store, shown, point });
    const { nodes, edges } = file.graph;
    status.textContent = `${grouped(shown.edges.size)} of ${counted(edges.length, 'edge')}, ${grouped(shown.nJoined)} of ${counted(nodes.length, 'node')} joined, ${counted(shown.nComponents, 'component')}`;
    light();
  };
  setUpKeys({
    root,
    canvas,
    file,
    ends,
    store,
    drawing: () => drawing,
    shown: () => shown,
    cursor: () => cursor,
    moveTo,
    letGo() {
      reading.show(null, null);
      hovered = null;
      store.change({ selected: null, path: null });
      light();
    },
  });
  store.subscribe((view) => {
    redraw();
    const address = addressOf(view, root.id, initial);
    if (address !== '' || location.hash.startsWith(`#${root.id}?`))
      history.replaceState(null, '', address === '' ? `#${root.id}` : address);
  });
  document.addEventListener('themechange', () => drawing?.retheme());
  redraw();
  if (location.hash.startsWith(`#${root.id}?`)) root.scrollIntoView();
}

/** The SVG that the report holds, else sigma; null where neither can be drawn and the table stands in. */
function createDrawing(canvas: HTMLElement, file: LayeredFile, listeners: Listeners): Drawing | null {
  if (canvas.querySelector('svg')) return createSvgDrawing(canvas, file, listeners);
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return null;
  context.getExtension('WEBGL_lose_context')?.loseContext();
  canvas.replaceChildren();
  canvas.classList.add('dots');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', `${file.graph.name}; arrow keys walk the nodes, Enter selects`);
  return createSigmaDrawing(canvas, file, listeners);
}
