/** Search by feature number, label or promoted token; a short list of hits to click or walk with the keyboard. */
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { element } from '../dom.ts';
import { nodeName } from './names.ts';

const N_HITS = 12;

/** Exact number first, then numbers that begin so, then labels that contain the words, then tokens that begin so. */
export function findNodes(network: NetworkFile, query: string): NetworkNode[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const score = (node: NetworkNode): number => {
    const id = String(node.id);
    if (id === wanted) return 0;
    if (id.startsWith(wanted)) return 1;
    if (node.label?.toLowerCase().includes(wanted)) return 2;
    return node.promoted.some((token) => token.trim().toLowerCase().startsWith(wanted)) ? 3 : 4;
  };
  return network.nodes
    .map((node) => ({ node, at: score(node) }))
    .filter((hit) => hit.at < 4)
    .sort((one, two) => one.at - two.at || one.node.id - two.node.id)
    .slice(0, N_HITS)
    .map((hit) => hit.node);
}

export function searchBox(network: NetworkFile, choose: (id: number) => void): HTMLElement {
  const list = element('ul', { class: 'results', hidden: true });
  const input = element('input', {
    type: 'search',
    placeholder: 'feature, label, token',
    'aria-label': 'Search features',
    autocomplete: 'off',
  });
  const show = (): void => {
    const hits = findNodes(network, input.value);
    list.hidden = input.value.trim() === '';
    list.replaceChildren(
      ...hits.map((node) =>
        element('li', {}, element('button', { type: 'button', onclick: () => pick(node.id) }, nodeName(node))),
      ),
      ...(hits.length === 0 ? [element('li', { class: 'hint' }, 'Nothing found.')] : []),
    );
  };
  const pick = (id: number): void => {
    list.hidden = true;
    input.value = '';
    choose(id);
  };
  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      const [first] = findNodes(network, input.value);
      if (first) pick(first.id);
    }
    if (event.key === 'Escape') list.hidden = true;
    if (event.key === 'ArrowDown') list.querySelector('button')?.focus();
    event.stopPropagation();
  });
  list.addEventListener('keydown', (event) => {
    const buttons = [...list.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === 'Escape') list.hidden = true;
    if (next === undefined) return;
    event.preventDefault();
    (buttons[next] ?? input).focus();
  });
  const box = element('div', { class: 'search' }, element('label', {}, 'Search', input), list);
  box.addEventListener('focusout', (event) => {
    if (!box.contains(event.relatedTarget as Node | null)) list.hidden = true;
  });
  return box;
}
