/** Puts a viewer into every element marked for one: builds its parts, and redraws them when the view or the theme changes. */
import type { NetworkFile } from '../../network-file.ts';
import { element, readJson } from '../dom.ts';
import { readAddress, writeAddress } from './address.ts';
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
import { createStore, type View } from './state.ts';
import { showTable } from './table.ts';
import { type Visible, visible } from './visible.ts';

export function mountViewers(): void {
  const network = readJson<NetworkFile>('network-data');
  if (network === null) return;
  for (const root of document.querySelectorAll<HTMLElement>('[data-viewer]')) mount(root, network);
}

function startOf(network: NetworkFile, hasWebGl: boolean): View {
  return {
    threshold: network.rule.threshold,
    sign: 'all',
    colour: 'cluster',
    size: 'neighbours',
    selected: null,
    ego: false,
    kept: false,
    mode: hasWebGl ? 'graph' : 'table',
    pinned: [],
    edges: 'all',
    names: {},
    notes: {},
    groups: [],
  };
}

function mount(root: HTMLElement, network: NetworkFile): void {
  const hasWebGl = canDraw();
  const initial = startOf(network, hasWebGl);
  const names = network.measures.map((measure) => measure.name);
  const known = {
    colours: ['cluster', 'component', 'group', ...names],
    sizes: ['same', ...names],
    ids: new Set(network.nodes.map((node) => node.id)),
  };
  const store = createStore(readAddress(location.hash, initial, known));
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
  root.replaceChildren(controls.bar, element('div', { class: 'stage' }, canvas, other, status, legend), side);

  const redraw = (): void => {
    const { view } = store;
    shown = visible(network, view);
    colours = colouring(network, view, shown, theme);
    controls.update(view);
    if (!isTyping(side)) showPanel(side, network, store, shown, colours);
    showLegend(legend, colours.legend, view, theme);
    showStatus(status, network, view, shown);
    canvas.hidden = view.mode !== 'graph' || !hasWebGl;
    legend.hidden = view.mode === 'table';
    other.hidden = !canvas.hidden;
    if (view.mode === 'matrix') showMatrix(other, network, store, shown, colours, theme);
    else if (view.mode === 'table' || !hasWebGl) showTable(other, network, store, shown);
    else drawing?.update(view, shown, colours, theme);
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
    const address = writeAddress(view, initial);
    if (address !== '' || location.hash.startsWith('#network?'))
      history.replaceState(null, '', address === '' ? '#network' : address);
  });
  document.addEventListener('themechange', () => {
    theme = readTheme();
    redraw();
  });
  redraw();
  if (location.hash.startsWith('#network?')) root.scrollIntoView();
}

function showStatus(line: HTMLElement, network: NetworkFile, view: View, shown: Visible): void {
  line.replaceChildren(
    `${shown.nodes.size} of ${network.nodes.length} features, ${shown.edges.length} of ${network.edges.length} edges, ${shown.nComponents} components, largest ${shown.giant}. `,
    ...(view.colour === 'cluster' ? [element('b', {}, validity(network, view))] : []),
  );
}

/** Agreement below which clusters of another threshold are another clustering (adjusted Rand index; 1 is the same). */
const SAME_CLUSTERS = 0.8;

/** Whether the stored clusters still hold for what is shown: they are never found again here. */
function validity(network: NetworkFile, view: View): string {
  if (view.sign !== 'all' || view.edges !== 'all')
    return 'Clusters are those of the whole network, not of the edges shown.';
  if (view.threshold <= network.rule.threshold + 1e-9) return '';
  const nearest = network.sweep
    .filter((row) => row.ari !== null && row.threshold > network.rule.threshold)
    .sort((a, b) => Math.abs(a.threshold - view.threshold) - Math.abs(b.threshold - view.threshold))[0];
  if (nearest?.ari == null) return 'Clusters are those of the stored threshold.';
  const agreement = `clusters found at ${nearest.threshold} agree with these at ${nearest.ari.toFixed(2)} (1 is the same)`;
  return nearest.ari >= SAME_CLUSTERS
    ? `Still valid: ${agreement}.`
    : `The stored clusters no longer hold: ${agreement}.`;
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
