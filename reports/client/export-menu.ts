/** A menu that saves: it shows no choice of its own, so that the same file can be asked for twice. */
import { element } from './dom.ts';

export interface ExportItem {
  readonly name: string;
  readonly run: () => void;
}

export function exportMenu(items: readonly ExportItem[]): HTMLSelectElement {
  const menu = element(
    'select',
    { 'aria-label': 'Export' },
    element('option', { value: '' }, 'Export…'),
    ...items.map((item, index) => element('option', { value: index }, item.name)),
  );
  menu.addEventListener('change', () => {
    items[Number(menu.value)]?.run();
    menu.value = '';
  });
  return menu;
}
