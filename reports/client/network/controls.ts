/** The bar of controls: what is shown and how above, which edges count below. Each reads and changes the store; nothing else. */

import type { NetworkFile } from '../../network-file.ts';
import { element } from '../dom.ts';
import { type ExportItem, exportMenu } from '../export-menu.ts';
import { MODES, nullChoices, Q_CHOICES, REPEAT_CHOICES, type Store, type View } from './state.ts';

interface Actions {
  readonly fit: () => void;
  readonly exports: readonly ExportItem[];
  readonly fullScreen: () => void;
  /** Starts the live layout, or stops it; true while it runs. */
  readonly relayout: () => boolean;
}

interface Controls {
  readonly bar: HTMLElement;
  /** Shows the store's view in the controls. */
  update(view: View): void;
}

type Choice = 'colour' | 'size' | 'sign' | 'mode' | 'q' | 'nulls' | 'repeats';

export function createControls(network: NetworkFile, store: Store, search: HTMLElement, actions: Actions): Controls {
  const names = network.measures.map((measure) => measure.name);
  const selects: Readonly<Record<Choice, HTMLSelectElement>> = {
    colour: choice(store, 'colour', ['cluster', 'component', 'group', ...names]),
    size: choice(store, 'size', ['same', ...names]),
    mode: choice(store, 'mode', MODES),
    sign: choice(store, 'sign', ['all', 'positive', 'negative']),
    q: choice(store, 'q', Q_CHOICES),
    nulls: choice(store, 'nulls', nullChoices(network)),
    repeats: choice(store, 'repeats', REPEAT_CHOICES),
  };
  const weight = network.rule.sign === 'absolute' ? '|r|' : 'r';
  const least = slider(store, network, 'threshold', `${weight} at least`, 'Threshold');
  const most = slider(store, network, 'ceiling', `${weight} at most`, 'Largest weight');
  const kept = toggle('Kept clusters only', () => store.change({ kept: !store.view.kept }));
  const relayout = toggle('Lay out', () => relayout.setAttribute('aria-pressed', String(actions.relayout())));
  const undo = element('button', { type: 'button', onclick: () => store.undo() }, 'Undo');
  const named = (name: string, control: HTMLElement): HTMLElement => element('label', {}, name, control);
  const bar = element(
    'div',
    { class: 'bar', role: 'toolbar', 'aria-label': 'Network controls' },
    element(
      'div',
      { class: 'controls' },
      search,
      named('Colour', selects.colour),
      named('Size', selects.size),
      named('View', selects.mode),
      element(
        'div',
        { class: 'buttons' },
        undo,
        relayout,
        element('button', { type: 'button', onclick: actions.fit }, 'Fit'),
        exportMenu(actions.exports),
        element('button', { type: 'button', onclick: actions.fullScreen }, 'Full screen'),
      ),
    ),
    element(
      'details',
      { class: 'filters', open: !matchMedia('(max-width: 60rem)').matches },
      element('summary', {}, 'Which edges'),
      element(
        'div',
        { class: 'controls' },
        least.label,
        most.label,
        named('Sign', selects.sign),
        named('q', selects.q),
        named('Nulls', selects.nulls),
        named('Repeats', selects.repeats),
        kept,
      ),
    ),
  );
  return {
    bar,
    update(view) {
      for (const [key, select] of Object.entries(selects)) select.value = view[key as Choice];
      least.show(view.threshold);
      most.show(view.ceiling);
      kept.setAttribute('aria-pressed', String(view.kept));
      undo.disabled = !store.canUndo;
    },
  };
}

/** A slide is one step of the history. */
function slider(
  store: Store,
  network: NetworkFile,
  key: 'threshold' | 'ceiling',
  text: string,
  name: string,
): { label: HTMLElement; show: (value: number) => void } {
  const lowest = network.rule.threshold;
  const input = element('input', { type: 'range', min: lowest, max: 1, step: 0.005, 'aria-label': name });
  const reading = element('output', {});
  const chosen = (): Partial<View> => ({ [key]: Math.max(lowest, Number(input.value)) });
  input.addEventListener('input', () => store.change(chosen(), true));
  input.addEventListener('change', () => store.change(chosen()));
  return {
    label: element('label', {}, element('span', {}, `${text} `, reading), input),
    show(value) {
      input.value = String(value);
      reading.textContent = value.toFixed(3);
    },
  };
}

function choice(store: Store, key: Choice, values: readonly string[]): HTMLSelectElement {
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
