/** The reader's own work on the network: names and notes of features, and groups of pinned ones. It lives in the address. */
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { element } from '../dom.ts';
import { nodeName } from './names.ts';
import type { Store, View } from './state.ts';

/** A name in place of the label, and a note. Emptied, they are gone. */
export function noteParts(node: NetworkNode, store: Store): HTMLElement[] {
  const { view } = store;
  const field = (title: string, key: 'names' | 'notes'): HTMLElement => {
    const input = element('input', { type: 'text', value: view[key][node.id] ?? '', maxlength: 200, class: 'wide' });
    // On every letter, as one step of the history: the panel is built anew only once the reader has left the field.
    input.addEventListener('input', () =>
      store.change({ [key]: withText(store.view[key], node.id, input.value) }, true),
    );
    return element('label', {}, title, input);
  };
  return [element('h4', {}, 'Yours (kept in the address)'), field('Name', 'names'), field('Note', 'notes')];
}

/** Groups there are, and the pinned features that could become one. */
export function groupParts(network: NetworkFile, store: Store): HTMLElement[] {
  const { view } = store;
  const nameOf = (id: number): string => {
    const node = network.nodes.find((one) => one.id === id);
    return node === undefined ? String(id) : nodeName(node, view.names);
  };
  const select = (id: number): HTMLElement =>
    element('button', { type: 'button', class: 'link', onclick: () => store.change({ selected: id }) }, nameOf(id));
  const parts: HTMLElement[] = view.groups.map((group, index) =>
    element(
      'p',
      {},
      element('b', {}, `${group.name}: `),
      ...group.ids.map(select),
      element(
        'button',
        {
          type: 'button',
          class: 'plain',
          onclick: () => store.change({ groups: view.groups.filter((_, at) => at !== index) }),
        },
        'Ungroup',
      ),
    ),
  );
  if (view.pinned.length > 0) {
    const input = element('input', {
      type: 'text',
      value: `group ${view.groups.length + 1}`,
      'aria-label': 'Name of the new group',
      maxlength: 80,
    });
    const make = (): void =>
      store.change({
        groups: [...view.groups, { name: input.value.trim() || 'group', ids: view.pinned }],
        pinned: [],
        colour: 'group',
      });
    parts.push(
      element('p', {}, element('b', {}, 'Pinned: '), ...view.pinned.map(select)),
      element(
        'p',
        { class: 'row' },
        input,
        element('button', { type: 'button', class: 'plain', onclick: make }, 'Group pinned'),
      ),
    );
  }
  return parts.length === 0 ? [] : [element('h4', {}, 'Pinned and grouped'), ...parts];
}

function withText(texts: View['names'], id: number, text: string): View['names'] {
  const { [id]: _, ...others } = texts;
  return text.trim() === '' ? others : { ...others, [id]: text.trim() };
}
