/** The side panel: one node in full with what goes into and out of it, or a path, or how to begin and the strongest edges. */

import { counted, grouped } from '../../format.ts';
import type { LayeredFile, LayeredNode } from '../../layered/graph.ts';
import { nodeFacts, nodeTitle } from '../../layered/words.ts';
import { element } from '../dom.ts';
import type { Store } from '../network/state.ts';
import { edgeList } from './edge-list.ts';
import type { Hovered } from './focus.ts';
import { pathParts } from './path-parts.ts';
import { factList } from './reading.ts';
import type { View } from './view.ts';
import type { Ends, Visible } from './visible.ts';

export interface PanelParts {
  readonly side: HTMLElement;
  readonly file: LayeredFile;
  readonly ends: Ends;
  readonly store: Store<View>;
  readonly shown: Visible;
  /** What the pointer is on in a list. */
  readonly point: (hovered: Hovered) => void;
}

export function showPanel(parts: PanelParts): void {
  const { file, store, side } = parts;
  const at = file.graph.nodes.findIndex((node) => node.id === store.view.selected);
  const top =
    at >= 0 ? detail(parts, at) : store.view.path !== null ? pathParts(file, store, store.view.path) : overview(parts);
  const hadFocus = side.contains(document.activeElement);
  side.replaceChildren(...top, ...pins(parts));
  // The button that was pressed is gone; the keyboard stays where it was instead of at the top of the page.
  if (hadFocus) side.focus({ preventScroll: true });
}

export function togglePin(store: Store<View>, id: string): void {
  const { pinned } = store.view;
  store.change({ pinned: pinned.includes(id) ? pinned.filter((one) => one !== id) : [...pinned, id] });
}

function detail(parts: PanelParts, at: number): HTMLElement[] {
  const { file, store, shown } = parts;
  const { graph } = file;
  const node = graph.nodes[at];
  const isPinned = store.view.pinned.includes(node.id);
  const listed = new Set(node.lists.map((list) => list.name));
  return [
    element('h3', {}, node.name),
    ...(node.label === null ? [] : [element('p', {}, node.label)]),
    element(
      'p',
      { class: 'row' },
      element(
        'button',
        { type: 'button', class: 'plain', 'aria-pressed': String(isPinned), onclick: () => togglePin(store, node.id) },
        isPinned ? 'Unpin' : 'Pin',
      ),
      element('button', { type: 'button', class: 'plain', onclick: () => store.change({ selected: null }) }, 'Let go'),
      node.link !== null && element('a', { href: node.link, target: '_blank', rel: 'noopener' }, 'Its page'),
    ),
    factList(nodeFacts(graph, node).filter(([name]) => !listed.has(name))),
    ...strip(graph.tokens, node),
    ...node.lists.flatMap((list) => [element('h4', {}, list.name), tokens(list.items)]),
    ...edgeList(parts, `From below (${grouped(shown.inputs[at].length)})`, shown.inputs[at], 'source'),
    ...edgeList(parts, `To above (${grouped(shown.outputs[at].length)})`, shown.outputs[at], 'target'),
  ];
}

function overview(parts: PanelParts): HTMLElement[] {
  const { file, shown } = parts;
  return [
    element('h3', {}, 'Nothing selected'),
    element('p', { class: 'hint' }, 'Click a node for what goes into and out of it; with shift, a click pins it.'),
    ...edgeList(parts, 'Strongest edges', [...shown.edges], 'both'),
    element('h4', {}, 'Keys, in the drawing'),
    factList([
      ['along the row', '← →'],
      ['along the strongest edge', '↑ ↓'],
      ['select', 'Enter'],
      ['pin', 'P'],
      ['zoom, fit', '+ − 0'],
      ['undo', 'Ctrl Z'],
      ['let go', 'Esc'],
    ]),
    element(
      'p',
      { class: 'hint' },
      `${counted(file.graph.nodes.length, 'node')} in ${counted(file.graph.rows.length, 'row')}.`,
    ),
  ];
}

function pins({ file, store }: PanelParts): HTMLElement[] {
  const pinned = file.graph.nodes.filter((node) => store.view.pinned.includes(node.id));
  if (pinned.length === 0) return [];
  const item = (node: LayeredNode): HTMLElement =>
    element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'name', onclick: () => store.change({ selected: node.id }) },
        nodeTitle(node),
      ),
      element(
        'button',
        { type: 'button', class: 'drop', 'aria-label': `Unpin ${node.name}`, onclick: () => togglePin(store, node.id) },
        '×',
      ),
    );
  return [element('h4', {}, `Pinned (${pinned.length})`), element('ul', { class: 'pins' }, ...pinned.map(item))];
}

/** The prompt's tokens, the darker the more active the node is there. */
function strip(words: readonly string[], node: LayeredNode): HTMLElement[] {
  if (node.strip.length === 0) return [];
  const most = Math.max(...node.strip, Number.MIN_VALUE);
  const marked = words.map((word, at) =>
    element(
      'span',
      {
        style: `--share:${Math.round((60 * node.strip[at]) / most)}%`,
        title: String(Number(node.strip[at].toPrecision(3))),
      },
      visibleSpaces(word),
    ),
  );
  return [element('h4', {}, 'Where it is active'), element('p', { class: 'tokens shaded' }, ...marked)];
}

function tokens(items: readonly string[]): HTMLElement {
  return element('p', { class: 'tokens' }, ...items.map((item) => element('span', {}, visibleSpaces(item))));
}

/** White space is part of a token, so it is shown. */
function visibleSpaces(text: string): string {
  return text.replaceAll(' ', '␣');
}
