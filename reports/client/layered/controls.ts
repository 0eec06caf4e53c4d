/** The bar over the drawing: search, threshold, limits, kinds of edges, paths, and buttons. Each changes the store; nothing else. */

import type { LayeredFile } from '../../layered/graph.ts';
import { nodeTitle, written } from '../../layered/words.ts';
import { element } from '../dom.ts';
import { type ExportItem, exportMenu } from '../export-menu.ts';
import type { Store } from '../network/state.ts';
import { rankSlider } from './rank-slider.ts';
import { limited, type View } from './view.ts';

interface Actions {
  readonly goTo: (id: string) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly exports: readonly ExportItem[];
}

interface Controls {
  readonly bar: HTMLElement;
  update(view: View): void;
}

type Part = { readonly element: HTMLElement; update(view: View): void };

export function createControls(file: LayeredFile, id: string, store: Store<View>, actions: Actions): Controls {
  const { graph } = file;
  const threshold = rankSlider(
    `|${graph.weight.name}| at least`,
    graph.edges.map((edge) => Math.abs(edge.weight)),
    (value) => written({ as: graph.weight.as === 'signed' ? 'number' : graph.weight.as }, value),
    (value, passing) => store.change({ threshold: value ?? 0 }, passing),
  );
  const limits = limited(file).map(({ of, index, measure }, at) =>
    rankSlider(
      `${measure.name} at least`,
      (of === 'edge' ? graph.edges : graph.nodes).map((item) => item.values[index]),
      (value) => written(measure, value),
      (value, passing) => store.change({ limits: store.view.limits.with(at, value) }, passing),
    ),
  );
  const kinds = graph.edge_kinds.length > 1 ? graph.edge_kinds.map((kind, at) => kindToggle(store, kind.name, at)) : [];
  const paths = graph.paths.length > 0 ? [pathChoice(file, store)] : [];
  const only = toggle('Pinned only', () => store.change({ pinnedOnly: !store.view.pinnedOnly }));
  const undo = element('button', { type: 'button', onclick: () => store.undo() }, 'Undo');
  const parts: Part[] = [...paths, ...kinds];
  const bar = element(
    'div',
    { class: 'bar', role: 'toolbar', 'aria-label': `Controls of ${graph.name}` },
    element(
      'div',
      { class: 'controls' },
      search(file, id, actions.goTo),
      threshold.label,
      ...limits.map((limit) => limit.label),
      ...parts.map((part) => part.element),
      element(
        'div',
        { class: 'buttons' },
        only,
        undo,
        button('−', 'Smaller', () => actions.zoom(1 / 1.25)),
        button('+', 'Larger', () => actions.zoom(1.25)),
        button('Fit', null, actions.fit),
        exportMenu(actions.exports),
      ),
    ),
  );
  return {
    bar,
    update(view) {
      threshold.show(view.threshold === 0 ? null : view.threshold);
      limits.forEach((limit, at) => {
        limit.show(view.limits[at]);
      });
      for (const part of parts) part.update(view);
      only.setAttribute('aria-pressed', String(view.pinnedOnly));
      only.disabled = view.pinned.length === 0 && !view.pinnedOnly;
      undo.disabled = !store.canUndo;
    },
  };
}

/** A field that suggests names; what is written need only be a part of a name or a label. */
function search(file: LayeredFile, id: string, goTo: (id: string) => void): HTMLElement {
  const { nodes } = file.graph;
  const input = element('input', {
    type: 'search',
    list: `${id}-names`,
    placeholder: 'name or label',
    autocomplete: 'off',
  });
  const find = (): void => {
    const words = input.value.trim().toLowerCase();
    if (words === '') return;
    const text = (at: number): string => nodeTitle(nodes[at]).toLowerCase();
    const order = [...nodes.keys()];
    const found =
      order.find((at) => text(at) === words || nodes[at].name.toLowerCase() === words) ??
      order.find((at) => text(at).includes(words) || nodes[at].id.toLowerCase() === words);
    input.setCustomValidity(found === undefined ? 'Nothing found.' : '');
    input.reportValidity();
    if (found !== undefined) goTo(nodes[found].id);
  };
  input.addEventListener('change', find);
  input.addEventListener('input', () => input.setCustomValidity(''));
  const names = [...new Set(nodes.map(nodeTitle))];
  return element(
    'label',
    {},
    'Find',
    input,
    element('datalist', { id: `${id}-names` }, ...names.map((value) => element('option', { value }))),
  );
}

function kindToggle(store: Store<View>, name: string, at: number): Part {
  const made = toggle(name, () => {
    const { hiddenKinds } = store.view;
    store.change({
      hiddenKinds: hiddenKinds.includes(at) ? hiddenKinds.filter((one) => one !== at) : [...hiddenKinds, at],
    });
  });
  return { element: made, update: (view) => made.setAttribute('aria-pressed', String(!view.hiddenKinds.includes(at))) };
}

function pathChoice({ graph }: LayeredFile, store: Store<View>): Part {
  const select = element(
    'select',
    {},
    element('option', { value: '' }, 'none'),
    ...graph.paths.map((path, at) => element('option', { value: at }, path.name)),
  );
  select.addEventListener('change', () =>
    store.change({ path: select.value === '' ? null : Number(select.value), selected: null }),
  );
  return {
    element: element('label', {}, 'Path', select),
    update: (view) => {
      select.value = view.path === null ? '' : String(view.path);
    },
  };
}

function toggle(name: string, act: () => void): HTMLButtonElement {
  return element('button', { type: 'button', 'aria-pressed': 'false', onclick: act }, name);
}

function button(text: string, name: string | null, act: () => void): HTMLButtonElement {
  return element('button', { type: 'button', 'aria-label': name, onclick: act }, text);
}
