/** The bar of controls. Each reads and changes the store; nothing else. */
import type { NetworkFile } from '../../network-file.ts';
import { element } from '../dom.ts';
import { EDGE_CHOICES, type Store, type View } from './state.ts';

export interface Actions {
  readonly fit: () => void;
  readonly exports: readonly { readonly name: string; readonly run: () => void }[];
  readonly fullScreen: () => void;
  /** Starts the live layout, or stops it; true while it runs. */
  readonly relayout: () => boolean;
}

export interface Controls {
  readonly bar: HTMLElement;
  /** Shows the store's view in the controls. */
  update(view: View): void;
}

export function createControls(network: NetworkFile, store: Store, search: HTMLElement, actions: Actions): Controls {
  const lowest = network.rule.threshold;
  const slider = element('input', { type: 'range', min: lowest, max: 1, step: 0.005, 'aria-label': 'Threshold' });
  const reading = element('output', {});
  slider.addEventListener('input', () => store.change({ threshold: Math.max(lowest, Number(slider.value)) }, true));
  slider.addEventListener('change', () => store.change({ threshold: Math.max(lowest, Number(slider.value)) }));
  const names = network.measures.map((measure) => measure.name);
  const colour = choice(store, 'colour', ['cluster', 'component', 'group', ...names]);
  const size = choice(store, 'size', ['same', ...names]);
  const sign = choice(store, 'sign', ['all', 'positive', 'negative']);
  const edges = choice(store, 'edges', EDGE_CHOICES);
  const mode = choice(store, 'mode', ['graph', 'matrix', 'table']);
  const kept = toggle('Kept clusters only', () => store.change({ kept: !store.view.kept }));
  const relayout = toggle('Lay out', () => relayout.setAttribute('aria-pressed', String(actions.relayout())));
  const undo = element('button', { type: 'button', onclick: () => store.undo() }, 'Undo');
  const menu = element(
    'select',
    { 'aria-label': 'Export' },
    element('option', { value: '' }, 'Export…'),
    ...actions.exports.map((item, index) => element('option', { value: index }, item.name)),
  );
  menu.addEventListener('change', () => {
    actions.exports[Number(menu.value)]?.run();
    menu.value = '';
  });
  const bar = element(
    'div',
    { class: 'bar', role: 'toolbar', 'aria-label': 'Network controls' },
    search,
    element(
      'label',
      {},
      element('span', {}, network.rule.sign === 'absolute' ? '|r| at least ' : 'r at least ', reading),
      slider,
    ),
    element('label', {}, 'Colour', colour),
    element('label', {}, 'Size', size),
    element('label', {}, 'Sign', sign),
    element('label', {}, 'Edges', edges),
    element('label', {}, 'View', mode),
    kept,
    element(
      'div',
      { class: 'buttons' },
      undo,
      relayout,
      element('button', { type: 'button', onclick: actions.fit }, 'Fit'),
      menu,
      element('button', { type: 'button', onclick: actions.fullScreen }, 'Full screen'),
    ),
  );
  return {
    bar,
    update(view) {
      slider.value = String(view.threshold);
      reading.textContent = view.threshold.toFixed(3);
      colour.value = view.colour;
      size.value = view.size;
      sign.value = view.sign;
      mode.value = view.mode;
      edges.value = view.edges;
      kept.setAttribute('aria-pressed', String(view.kept));
      undo.disabled = !store.canUndo;
    },
  };
}

function choice(
  store: Store,
  key: 'colour' | 'size' | 'sign' | 'mode' | 'edges',
  values: readonly string[],
): HTMLSelectElement {
  const select = element(
    'select',
    {},
    ...values.map((value) => element('option', { value }, value.replaceAll('_', ' '))),
  );
  select.addEventListener('change', () => store.change({ [key]: select.value } as Partial<View>));
  return select;
}

function toggle(name: string, act: () => void): HTMLButtonElement {
  return element('button', { type: 'button', 'aria-pressed': 'false', onclick: act }, name);
}
