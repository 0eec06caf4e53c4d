/** Script of the report: theme, contents, downloads, heat maps, and the network viewer. */

import { grouped } from '../format.ts';
import { toCsv } from './csv.ts';
import { readJson, save } from './dom.ts';
import { setUpHeatmaps } from './heatmaps.ts';
import { mountViewers } from './network/mount.ts';
import { setUpTheme } from './theme.ts';

setUpTheme(document.querySelector('[data-theme-toggle]'));
setUpContents();
setUpDownloads();
setUpHeatmaps();
mountViewers();

/** Marks the section being read in the table of contents, and folds the contents on small screens. */
function setUpContents(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [link.hash.slice(1), link]),
  );
  const details = document.querySelector<HTMLDetailsElement>('.contents details');
  if (details && matchMedia('(max-width: 68rem)').matches) details.open = false;
  const seen = new Set<string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target.id);
        else seen.delete(entry.target.id);
      }
      const current = [...links.keys()].find((id) => seen.has(id));
      for (const [id, link] of links) {
        if (id === current) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-10% 0px -60% 0px' },
  );
  for (const section of document.querySelectorAll('main > section')) observer.observe(section);
}

interface Download {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[] | null;
  readonly count: number;
}

/** The buttons under each figure: its numbers as CSV, and the query that made them. */
function setUpDownloads(): void {
  const downloads = readJson<Record<string, Download>>('downloads') ?? {};
  const dialog = document.querySelector<HTMLDialogElement>('#query-dialog');
  const code = dialog?.querySelector('code');
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-csv]')) {
    const name = button.dataset.csv ?? '';
    const found = downloads[name];
    if (found?.rows)
      button.addEventListener('click', () => save(`${name}.csv`, toCsv(found.columns, found.rows ?? []), 'text/csv'));
    else {
      button.disabled = true;
      button.textContent = `${grouped(found?.count ?? 0)} rows: use the query`;
    }
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-query]')) {
    button.addEventListener('click', () => {
      if (!dialog || !code) return;
      const { sql } = downloads[button.dataset.query ?? ''] ?? { sql: '' };
      code.textContent = `${sql.trimEnd()}\n\n-- Saved as figure.sql: cofire sql RUN "$(cat figure.sql)" --format csv`;
      dialog.showModal();
    });
  }
  dialog?.querySelector('[data-copy]')?.addEventListener('click', () => {
    if (code) void navigator.clipboard?.writeText(code.textContent ?? '');
  });
}
