/** Edges as a list of buttons, strongest first: each leads to the node at its other end, and shows itself under the pointer. */

import { grouped } from '../../format.ts';
import { edgeColour, edgeTitle, nodeTitle, written } from '../../layered/words.ts';
import { element } from '../dom.ts';
import type { PanelParts } from './panel.ts';

const N_SHOWN = 12;

/** @param end which end of each edge is named and led to; with 'both' both are named and the click leads to the target */
export function edgeList(
  { file, ends, store, point }: PanelParts,
  title: string,
  edges: readonly number[],
  end: 'source' | 'target' | 'both',
): HTMLElement[] {
  const { graph } = file;
  const item = (at: number): HTMLElement => {
    const edge = graph.edges[at];
    const [source, target] = ends[at].map((node) => graph.nodes[node]);
    const other = end === 'source' ? source : target;
    const rest = [...(graph.edge_kinds.length > 1 ? [graph.edge_kinds[edge.kind].name] : []), graph.rows[other.row]];
    return element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          onclick: () => store.change({ selected: other.id, path: null }),
          onpointerenter: () => point({ edge: at }),
          onpointerleave: () => point(null),
          onfocus: () => point({ edge: at }),
          onblur: () => point(null),
        },
        element(
          'i',
          { class: 'sign', style: `--edge:${edgeColour(graph, edge)}`, 'aria-hidden': 'true' },
          edge.weight >= 0 ? '▲' : '▬',
        ),
        element('span', { class: 'name' }, end === 'both' ? edgeTitle(source, target) : nodeTitle(other)),
        element('span', { class: 'value' }, written(graph.weight, edge.weight)),
        element('small', {}, rest.join(', ')),
      ),
    );
  };
  const list = element('ol', { class: 'edge-list' }, ...edges.slice(0, N_SHOWN).map(item));
  const more = element('button', {
    type: 'button',
    class: 'link',
    onclick: () => {
      const from = list.children.length;
      list.append(...edges.slice(from, from + 10 * N_SHOWN).map(item));
      list.children[from]?.querySelector('button')?.focus();
      say();
    },
  });
  const say = (): void => {
    const rest = edges.length - list.children.length;
    more.textContent = `${grouped(rest)} more`;
    more.hidden = rest <= 0;
  };
  say();
  return [element('h4', {}, title), ...(edges.length === 0 ? [element('p', {}, 'none shown')] : [list, more])];
}
