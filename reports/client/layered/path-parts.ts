/** A stored path in the panel: its nodes, its numbers, and the table that stands beside it. */
import type { LayeredFile } from '../../layered/graph.ts';
import { nodeTitle, valuesOf } from '../../layered/words.ts';
import { element } from '../dom.ts';
import type { Store } from '../network/state.ts';
import { factList } from './reading.ts';
import type { View } from './view.ts';

export function pathParts({ graph }: LayeredFile, store: Store<View>, at: number): HTMLElement[] {
  const path = graph.paths[at];
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const step = (id: string): HTMLElement => {
    const node = byId.get(id)!;
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'name', onclick: () => store.change({ selected: id }) },
        nodeTitle(node),
      ),
    );
  };
  return [
    element('h3', {}, `Path: ${path.name}`),
    factList(valuesOf(graph.path_measures, path.values)),
    element('h4', {}, 'From the bottom'),
    element('ol', { class: 'pins' }, ...path.nodes.map(step)),
    ...(path.compared === null ? [] : [compared(path.name, path.compared)]),
  ];
}

type Compared = NonNullable<LayeredFile['graph']['paths'][number]['compared']>;

function compared(name: string, { measures, rows }: Compared): HTMLElement {
  const cell = ([, value]: readonly [string, string]): HTMLElement => element('td', {}, value);
  return element(
    'div',
    { class: 'compared', tabindex: 0, role: 'region', 'aria-label': `Numbers beside the path ${name}` },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('td', {}),
          ...measures.map((measure) => element('th', { scope: 'col' }, measure.name)),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row', class: 'words' }, row.name.replaceAll(' ', '␣')),
            ...valuesOf(measures, row.values).map(cell),
          ),
        ),
      ),
    ),
  );
}
