import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { claimColumns, claimTable, type ListedRun } from '../../reports/claim-table.ts';
import { claimOf, summaryOf } from './run-summaries.ts';

const listed = (name: string, more: Parameters<typeof summaryOf>[1] = {}, reason: string | null = null): ListedRun => ({
  summary: summaryOf(name, more),
  folder: name,
  address: `${name}/report/index.html`,
  reason,
});

it('has a column for every hypothesis that any run has, relevance before the others of its analysis', () => {
  const heads = claims('heads', 'A1', 'supported');
  const runs = [listed('a', { claims: [claimOf('H2', 'supported')] }), listed('b'), listed('c', { claims: [heads] })];
  expect(claimColumns(runs).map(({ hypothesis }) => hypothesis)).toEqual(['relevance', 'H1', 'H2', 'A1']);
});

function claims(analysis: string, hypothesis: string, status: string) {
  return claimOf(hypothesis, status, { analysis });
}

it('says a status in words and by a sign, and leaves empty what a run did not ask', () => {
  const runs = [listed('a'), listed('b', { claims: [claimOf('H5a', 'not testable', { estimate: null, low: null })] })];
  const { document } = new JSDOM(claimTable(runs).text).window;
  const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(rows.map((cells) => cells.slice(3, 6))).toEqual([
    ['✕ not supported0.5', '✓ supported0.5', ''],
    ['', '', '? not testable'],
  ]);
  expect(document.querySelector('.told[title]')?.getAttribute('title')).toContain(
    'relevance holds. 0.5 [0.25, 0.75] logits',
  );
});

it('shows hostile names as text, and why a run is out of date', () => {
  const { document } = new JSDOM(claimTable([listed('<img src=x>', {}, 'going on')]).text).window;
  expect(document.querySelector('img')).toBeNull();
  expect(document.querySelector('tbody a')?.textContent).toBe('<img src=x>');
  expect(document.querySelector('.out-of-date')?.textContent).toBe('going on');
});
