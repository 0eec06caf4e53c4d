import { expect, it } from 'vitest';
import type { TransferRow } from '../../../../../pipeline/cooccurrence/kernels/transfer/transfer-rows.ts';
import { transferSentence } from '../../../../../pipeline/cooccurrence/kernels/transfer/transfer-sentence.ts';

const row = (target: string, name: string, ratio_low: number, low: number) =>
  ({ target, name, ratio_low, low }) as TransferRow;
const rows = [
  row('template', 'w.csv', 2, 0.1),
  row('template', 'w.csv', 0.5, 0.1),
  row('template', 'other.csv', 9, 9),
  row('generic', 'g.txt', Number.NaN, Number.NaN),
];

it('counts the clusters whose whole interval says more, and those that cost the contrast', () => {
  expect(transferSentence(rows, 'template', 'w.csv')).toBe(
    'Taking a cluster out changes the next token of the task more than that of another wording (w.csv) for 1 of 2 clusters; it costs the contrast there for 2.',
  );
  expect(transferSentence(rows, 'template', 'other.csv')).toContain('for 1 of 1 cluster; it costs the contrast there for 1.'); // biome-ignore format: one line
});

it('says nothing of a contrast in generic text, and takes no ratio as none that is larger', () => {
  expect(transferSentence(rows, 'generic', 'g.txt')).toBe(
    'Taking a cluster out changes the next token of the task more than that of generic text (g.txt) for 0 of 1 cluster.',
  );
});
