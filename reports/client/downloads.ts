/** The buttons under each figure: its numbers as CSV, and the query that made them. */
import { grouped } from '../format.ts';
import { toCsv } from './csv.ts';
import { readJson, save } from './dom.ts';

interface Download {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[] | null;
  readonly count: number;
}

export function setUpDownloads(): void {
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
