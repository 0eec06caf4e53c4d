/** The side panel: one feature in full, or the network as a whole and how to begin. */
import { grouped } from '../../format.ts';
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { element } from '../dom.ts';
import type { Colouring } from './colours.ts';
import { nodeName, shortNumber } from './names.ts';
import { groupParts, noteParts } from './own.ts';
import type { Store } from './state.ts';
import { positionProfile, promptStrip } from './strip.ts';
import type { Neighbour, Visible } from './visible.ts';

const N_NEIGHBOURS_SHOWN = 60;

export function showPanel(
  side: HTMLElement,
  network: NetworkFile,
  store: Store,
  shown: Visible,
  colours: Colouring,
): void {
  const node = network.nodes.find((one) => one.id === store.view.selected);
  side.replaceChildren(
    ...(node === undefined ? overview(network, store, shown) : detail(network, node, store, shown, colours)),
  );
}

function overview(network: NetworkFile, store: Store, shown: Visible): HTMLElement[] {
  return [
    element('h3', {}, 'No feature selected'),
    element('p', { class: 'hint' }, 'Click a node, or search for a feature number, label or token.'),
    element(
      'dl',
      {},
      ...pair('features shown', shown.nodes.size),
      ...pair('edges shown', shown.edges.length),
      ...pair('connected components', shown.nComponents),
      ...pair('largest component', shown.giant),
    ),
    ...groupParts(network, store),
    element('h4', {}, 'Keys'),
    element(
      'dl',
      {},
      ...pair('next, previous neighbour', '→ ←'),
      ...pair('zoom, fit', '+ − 0'),
      ...pair('neighbours only', 'E'),
      ...pair('pin', 'P'),
      ...pair('undo', 'Ctrl Z'),
      ...pair('let go', 'Esc'),
    ),
    element(
      'p',
      { class: 'hint' },
      `Model: ${network.study.model}${network.study.toy ? ' (toy)' : ''}. SAE: ${network.study.sae}.`,
    ),
  ];
}

function detail(
  network: NetworkFile,
  node: NetworkNode,
  store: Store,
  shown: Visible,
  colours: Colouring,
): HTMLElement[] {
  const { view } = store;
  const isPinned = view.pinned.includes(node.id);
  const pin = (): void =>
    store.change({ pinned: isPinned ? view.pinned.filter((id) => id !== node.id) : [...view.pinned, node.id] });
  const label = view.names[node.id] ?? node.label;
  const parts: (HTMLElement | false)[] = [
    element('h3', {}, `Feature ${node.id}`),
    label !== null && element('p', { class: 'label' }, label),
    element(
      'p',
      {},
      node.kept ? `cluster ${node.cluster}` : 'in no kept cluster',
      ` · component of ${node.component_size ?? 1}`,
      node.link !== null && ' · ',
      node.link !== null &&
        element('a', { href: node.link, rel: 'noreferrer noopener', target: '_blank' }, 'Neuronpedia'),
    ),
    element(
      'p',
      { class: 'row' },
      button(isPinned ? 'Unpin' : 'Pin', pin),
      button(view.ego ? 'Whole network' : 'Neighbours only', () => store.change({ ego: !view.ego })),
    ),
    ...neighbourList(network, node, store, shown, colours),
    node.promoted.length > 0 && element('h4', {}, 'Tokens it promotes'),
    node.promoted.length > 0 && tokens(node.promoted),
    node.suppressed.length > 0 && element('h4', {}, 'Tokens it suppresses'),
    node.suppressed.length > 0 && tokens(node.suppressed),
    element('h4', {}, 'Attribution on each prompt'),
    node.strip.length > 0
      ? element('div', {}, promptStrip(network, node))
      : element('p', {}, 'Left out of this file, because the study is large.'),
    node.profile.length > 0 && element('h4', {}, 'Where it acts (position)'),
    node.profile.length > 0 && element('div', {}, positionProfile(node)),
    ...noteParts(node, store),
    element('h4', {}, 'Measures'),
    element(
      'dl',
      {},
      ...network.measures.flatMap((measure, index) =>
        pair(measure.name.replaceAll('_', ' '), shortNumber(node.values[index])),
      ),
    ),
  ];
  return parts.filter((part) => part !== false);
}

function neighbourList(
  network: NetworkFile,
  node: NetworkNode,
  store: Store,
  shown: Visible,
  colours: Colouring,
): HTMLElement[] {
  const neighbours = shown.neighbours.get(node.id) ?? [];
  const byId = new Map(network.nodes.map((one) => [one.id, one]));
  const item = ({ id, r, edge }: Neighbour): HTMLElement => {
    const other = byId.get(id)!;
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', onclick: () => store.change({ selected: id }) },
        element('i', { style: `background:${colours.of(other)}` }),
        element('span', { class: 'name' }, nodeName(other, store.view.names)),
        network.nulls.length > 0 &&
          element(
            'span',
            {
              class: 'nulls',
              title: `survives ${edge.survives.map((at) => network.nulls[at]).join(', ') || 'no null'}; q ${shortNumber(edge.q)}`,
            },
            `${edge.survives.length}/${network.nulls.length}`,
          ),
        element('span', { class: r > 0 ? 'pos' : 'neg' }, `r ${r.toFixed(3).replace('-', '−')}`),
      ),
    );
  };
  const rest = neighbours.length - N_NEIGHBOURS_SHOWN;
  return [
    element('h4', {}, `Neighbours (${grouped(neighbours.length)})`),
    neighbours.length === 0
      ? element('p', {}, 'None at this threshold, sign and choice of edges.')
      : element('ul', { class: 'neighbours' }, ...neighbours.slice(0, N_NEIGHBOURS_SHOWN).map(item)),
    ...(network.nulls.length > 0 && neighbours.length > 0
      ? [element('p', { class: 'hint' }, `Fractions: nulls survived of ${network.nulls.length}.`)]
      : []),
    ...(rest > 0 ? [element('p', {}, `and ${rest} more`)] : []),
  ];
}

/** White space is part of a token, so it is shown. */
function tokens(texts: readonly string[]): HTMLElement {
  return element('p', { class: 'tokens' }, ...texts.map((text) => element('span', {}, text.replaceAll(' ', '␣'))));
}

function pair(name: string, value: string | number): HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, value)];
}

function button(name: string, act: () => void): HTMLElement {
  return element('button', { type: 'button', class: 'plain', onclick: act }, name);
}
