/** The network as a table: for readers who cannot use the drawing, and browsers without WebGL. */
import { grouped } from '../../format.ts';
import type { NetworkFile } from '../../network-file.ts';
import { element } from '../dom.ts';
import { nodeName } from './names.ts';
import type { Store } from './state.ts';
import type { Visible } from './visible.ts';

const N_ROWS = 500;
const N_NAMED = 6;

export function showTable(box: HTMLElement, network: NetworkFile, store: Store, shown: Visible): void {
  const rows = network.nodes
    .filter((node) => shown.nodes.has(node.id))
    .sort(
      (one, two) =>
        (shown.neighbours.get(two.id)?.length ?? 0) - (shown.neighbours.get(one.id)?.length ?? 0) || one.id - two.id,
    );
  const names = new Map(network.nodes.map((node) => [node.id, nodeName(node, store.view.names)]));
  box.replaceChildren(
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['feature', 'cluster', 'neighbours', 'strongest'].map((title) =>
            element('th', { scope: 'col', class: 'words' }, title),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.slice(0, N_ROWS).map((node) => {
          const near = shown.neighbours.get(node.id) ?? [];
          return element(
            'tr',
            {},
            element(
              'td',
              { class: 'words' },
              element(
                'button',
                { type: 'button', class: 'link', onclick: () => store.change({ selected: node.id }) },
                nodeName(node, store.view.names),
              ),
            ),
            element('td', { class: 'words' }, node.kept ? node.cluster : '–'),
            element('td', { class: 'words' }, near.length),
            element(
              'td',
              { class: 'words' },
              near
                .slice(0, N_NAMED)
                .map(({ id, r }) => `${names.get(id)} (${r.toFixed(2).replace('-', '−')})`)
                .join(', '),
            ),
          );
        }),
      ),
    ),
    element(
      'p',
      { class: 'hint' },
      rows.length > N_ROWS ? `The first ${grouped(N_ROWS)} of ${grouped(rows.length)}; export CSV for all.` : '',
    ),
  );
}
