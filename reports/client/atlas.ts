/** Script of the atlas: theme, and rows sorted by the column whose head is pressed. */
import { setUpTheme } from './theme.ts';

setUpTheme(document.querySelector('[data-theme-toggle]'));
for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) setUpSorting(table);

function setUpSorting(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const direction = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort((one, other) => direction * compare(one.cells[column], other.cells[column])));
    });
  });
}

/** By number where both cells have one, else as words. */
function compare(one: HTMLTableCellElement, other: HTMLTableCellElement): number {
  const [a, b] = [one.dataset.value, other.dataset.value];
  if (a !== undefined && b !== undefined) return Number(a) - Number(b);
  return (one.textContent ?? '').localeCompare(other.textContent ?? '', undefined, { numeric: true });
}
