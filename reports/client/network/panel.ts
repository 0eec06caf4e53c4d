/** The side panel: one feature in full, or how to begin. */
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { element } from '../dom.ts';
import type { Colouring } from './colours.ts';
import { nodeName, shortNumber } from './names.ts';
import type { Store } from './state.ts';
import { positionProfile, promptStrip } from './strip.ts';
import type { Visible } from './visible.ts';

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
    ...(node === undefined ? overview(network, shown) : detail(network, node, store, shown, colours)),
  );
}

function overview(network: NetworkFile, shown: Visible): HTMLElement[] {
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
  const neighbours = shown.neighbours.get(node.id) ?? [];
  const byId = new Map(network.nodes.map((one) => [one.id, one]));
  const isPinned = store.view.pinned.includes(node.id);
  const link = network.study.dashboards?.replace('{feature}', String(node.id));
  const parts: (HTMLElement | false)[] = [
    element('h3', {}, `Feature ${node.id}`),
    node.label !== null && element('p', { class: 'label' }, node.label),
    element(
      'p',
      {},
      node.kept ? `cluster ${node.cluster}` : 'in no kept cluster',
      ` · component of ${node.component_size ?? 1}`,
    ),
    element(
      'p',
      {},
      button(isPinned ? 'Unpin' : 'Pin', () =>
        store.change({
          pinned: isPinned ? store.view.pinned.filter((id) => id !== node.id) : [...store.view.pinned, node.id],
        }),
      ),
      ' ',
      button(store.view.ego ? 'Whole network' : 'Neighbours only', () => store.change({ ego: !store.view.ego })),
    ),
    link !== undefined &&
      element(
        'p',
        {},
        element('a', { href: link, rel: 'noreferrer noopener', target: '_blank' }, 'Dashboard of this feature'),
      ),
    element('h4', {}, `Neighbours (${neighbours.length})`),
    element(
      'ul',
      { class: 'neighbours' },
      ...neighbours.slice(0, N_NEIGHBOURS_SHOWN).map(({ id, r }) => {
        const other = byId.get(id)!;
        return element(
          'li',
          {},
          element(
            'button',
            { type: 'button', onclick: () => store.change({ selected: id }) },
            element('i', { style: `background:${colours.of(other)}` }),
            element('span', { class: 'name' }, nodeName(other)),
            element('span', { class: r > 0 ? 'pos' : 'neg' }, `r ${r.toFixed(3).replace('-', '−')}`),
          ),
        );
      }),
    ),
    neighbours.length === 0 && element('p', {}, 'None at this threshold and sign.'),
    neighbours.length > N_NEIGHBOURS_SHOWN && element('p', {}, `and ${neighbours.length - N_NEIGHBOURS_SHOWN} more`),
    element('h4', {}, 'Attribution on each prompt'),
    node.strip.length === 0 && element('p', {}, 'Left out of this file, because the study is large.'),
  ];
  const side = parts.filter((part) => part !== false);
  if (node.strip.length > 0) side.push(figureOf(promptStrip(network, node)));
  if (node.profile.length > 0)
    side.push(element('h4', {}, 'Where it acts (position)'), figureOf(positionProfile(node)));
  side.push(
    element('h4', {}, 'Measures'),
    element(
      'dl',
      {},
      ...network.measures.flatMap((measure, index) =>
        pair(measure.name.replaceAll('_', ' '), shortNumber(node.values[index])),
      ),
    ),
  );
  return side;
}

function figureOf(svg: SVGElement): HTMLElement {
  return element('div', {}, svg);
}

function pair(name: string, value: string | number): HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, value)];
}

function button(name: string, act: () => void): HTMLElement {
  return element('button', { type: 'button', class: 'plain', onclick: act }, name);
}
