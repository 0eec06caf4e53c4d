/** Puts a viewer into every element marked for one: builds its parts, and redraws them when the view or the theme changes. */
import type { NetworkFile } from '../../network-file.ts';
import { element, readJson } from '../dom.ts';
import { addressOf } from '../view-address.ts';
import { readAddress } from './address.ts';
import { type Colouring, colouring, readTheme, type Theme } from './colours.ts';
import { createControls } from './controls.ts';
import { createDrawing, type Drawing } from './drawing.ts';
import { exportItems } from './exports.ts';
import { setUpKeys } from './keys.ts';
import { showLegend } from './legend.ts';
import { showMatrix } from './matrix.ts';
import { showPanel } from './panel.ts';
import { createRelayout } from './relayout.ts';
import { searchBox } from './search.ts';
import { createStore, nullChoices, type View } from './state.ts';
import { showStatus } from './status.ts';
import { showTable } from './table.ts';
import { type Visible, visible } from './visible.ts';

export function mountViewers(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-viewer]')) {
    const name = root.dataset.viewer ?? '';
    const network = readJson<NetworkFile>(`${name}-data`);
    if (network !== null) mount(root, network, name);
  }
}

function startOf(network: NetworkFile, hasWebGl: boolean): View {
  return {
    threshold: network.rule.threshold,
    ceiling: 1,
    sign: 'all',
    q: 'all',
    nulls: 'all',
    repeats: 'all',
    colour: 'cluster',
    size: 'neighbours',
    selected: null,
    ego: false,
    kept: false,
    mode: hasWebGl ? 'graph' : 'table',
    pinned: [],
    names: {},
    notes: {},
    groups: [],
  };
}

/** @param name of the viewer on this page: what its address begins with */
function mount(root: HTMLElement, network: NetworkFile, name: string): void {
  const hasWebGl = canDraw();
  const initial = startOf(network, hasWebGl);
  const names = network.measures.map((measure) => measure.name);
  const known = {
    colours: ['cluster', 'component', 'group', ...names],
    sizes: ['same', ...names],
    nulls: nullChoices(network),
    ids: new Set(network.nodes.map((node) => node.id)),
  };
  const store = createStore(readAddress(location.hash, name, initial, known));
  let theme: Theme = readTheme();
  let shown: Visible = visible(network, store.view);
  let colours: Colouring = colouring(network, store.view, shown, theme);
  let drawing: Drawing | null = null;

  const canvas = element('div', {
    class: 'canvas',
    tabindex: 0,
    role: 'application',
    'aria-label': 'Network drawing; arrow keys walk the neighbours of the selected feature',
  });
  const relayout = createRelayout(
    network,
    () => drawing,
    () => shown,
  );
  const status = element('p', { class: 'status', 'aria-live': 'polite' });
  const legend = element('div', { class: 'key-box' });
  const other = element('div', { class: 'fallback', tabindex: 0, hidden: true });
  const side = element('div', { class: 'side', tabindex: 0, role: 'region', 'aria-label': 'Selected feature' });
  const controls = createControls(
    network,
    store,
    searchBox(network, (id) => {
      store.change({ selected: id });
      drawing?.goTo(id);
    }),
    {
      fit: () => drawing?.fit(),
      exports: exportItems(network, () => ({ drawing, shown, colours, theme })),
      relayout: () => relayout.toggle(),
      fullScreen: () => void (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
    },
  );
  const stage = element('div', { class: 'stage' }, canvas, other, status, legend);
  root.replaceChildren(controls.bar, stage, side);

  const redraw = (): void => {
    const { view } = store;
    shown = visible(network, view);
    colours = colouring(network, view, shown, theme);
    controls.update(view);
    if (!isTyping(side)) showPanel(side, network, store, shown, colours);
    showLegend(legend, colours.legend, view, theme);
    showStatus(status, network, view, shown);
    const drawn = hasWebGl && view.mode.startsWith('graph');
    const beside = view.mode === 'graph and matrix';
    stage.classList.toggle('beside', drawn && beside);
    canvas.hidden = !drawn;
    legend.hidden = view.mode === 'table';
    other.hidden = drawn && !beside;
    if (view.mode === 'table' || (!hasWebGl && view.mode === 'graph')) showTable(other, network, store, shown);
    else if (!other.hidden) showMatrix(other, network, store, shown, colours, theme);
    if (drawn) drawing?.update(view, shown, colours, theme);
  };
  if (hasWebGl)
    drawing = createDrawing(canvas, network, {
      select: (id) => store.change({ selected: id }),
    });
  setUpKeys(
    root,
    store,
    () => drawing,
    () => shown,
  );
  store.subscribe((view) => {
    redraw();
    const address = addressOf(view, name, initial);
    if (address !== '' || location.hash.startsWith(`#${name}?`))
      history.replaceState(null, '', address === '' ? `#${name}` : address);
  });
  document.addEventListener('themechange', () => {
    theme = readTheme();
    redraw();
  });
  redraw();
  if (location.hash.startsWith(`#${name}?`)) root.scrollIntoView();
}

/** True while the reader writes a name or a note, whose field must stay. */
function isTyping(side: HTMLElement): boolean {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && active.type === 'text' && side.contains(active);
}

function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
