/** The hover text: every number of what the pointer or the keyboard is on, beside it and inside the window. */
import type { LayeredFile } from '../../layered/graph.ts';
import { edgeFacts, edgeTitle, type Fact, nodeFacts, nodeTitle } from '../../layered/words.ts';
import { element } from '../dom.ts';
import type { Hovered } from './focus.ts';
import type { Ends } from './visible.ts';

interface Reading {
  readonly box: HTMLElement;
  show(hovered: Hovered, at: { readonly x: number; readonly y: number } | null): void;
}

/** Pixels between the pointer and the text. */
const APART = 14;

export function createReading({ graph }: LayeredFile, ends: Ends): Reading {
  const box = element('div', { class: 'reading', role: 'tooltip', hidden: true });
  return {
    box,
    show(hovered, at) {
      box.hidden = hovered === null || at === null;
      if (hovered === null || at === null) return;
      if ('node' in hovered) fill(nodeTitle(graph.nodes[hovered.node]), nodeFacts(graph, graph.nodes[hovered.node]));
      else {
        const [source, target] = ends[hovered.edge].map((node) => graph.nodes[node]);
        fill(edgeTitle(source, target), edgeFacts(graph, graph.edges[hovered.edge]));
      }
      const { width, height } = box.getBoundingClientRect();
      const left = at.x + APART + width > innerWidth ? at.x - APART - width : at.x + APART;
      const top = at.y + APART + height > innerHeight ? at.y - APART - height : at.y + APART;
      box.style.left = `${Math.max(4, left)}px`;
      box.style.top = `${Math.max(4, top)}px`;
    },
  };

  function fill(title: string, facts: readonly Fact[]): void {
    box.replaceChildren(element('b', {}, title), factList(facts));
  }
}

export function factList(facts: readonly Fact[]): HTMLElement {
  return element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}
