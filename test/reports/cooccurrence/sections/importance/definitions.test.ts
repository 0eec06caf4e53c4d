import { expect, it } from 'vitest';
import {
  type CorrelationRow,
  definitions,
} from '../../../../../reports/cooccurrence/sections/importance/definitions.ts';
import type { Context } from '../../../../../reports/section.ts';

const context = { next: () => 1, prefixed: (name: string) => name } as unknown as Context;
const row = (own: Partial<CorrelationRow>): CorrelationRow => ({
  ...{ measure: 'betweenness', definition: 'removal', scope: 'all', n: 94, n_units: 12, r: 0.5, low: 0.1, high: 0.75 },
  ...{ p: 0.02, reliability: 0.8, reason: null },
  ...own,
});

/** The text of the table's rows, cell by cell. */
function cellsOf(...rows: CorrelationRow[]): string[][] {
  const { text } = definitions(context, rows);
  const body = [...text.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, cells]) => cells);
  const plain = (cell: string): string => cell.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim(); // biome-ignore format: one line
  return body.map((cells) => [...cells.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => plain(cell))).filter((cells) => cells.length > 0); // biome-ignore format: one line
}

it('says for each definition what importance means, on which prompts, over how many features', () => {
  const [removal, steering, held] = cellsOf(
    row({}),
    row({ definition: 'steering', r: -0.3, low: -0.6, high: 0.1 }),
    row({ definition: 'absolute-removal', scope: 'strata' }),
  );
  expect(removal.slice(1, 3)).toEqual(['|mean exact removal|', 'all']);
  expect(removal[3]).toBe('94 12 without copies');
  expect(removal[4]).toBe('0.5 [0.1, 0.75]');
  expect(steering.slice(1, 2)).toEqual(['the study’s steering, smallest dose']);
  expect(steering[4]).toBe('−0.3 [−0.6, 0.1]');
  expect(held.slice(1, 3)).toEqual(['mean |exact removal|', 'held out, by strata']);
});

it('gives the reason where there is no r, and no empty interval', () => {
  const unreliable = 'halves of the prompts agree on it to 0.31, less than 0.5';
  const [absent, alone] = cellsOf(
    row({ r: null, low: null, high: null, p: null, reason: unreliable }),
    row({ low: null, high: null }),
  );
  expect(absent[4]).toBe(unreliable);
  expect(alone[4]).toBe('0.5');
});
