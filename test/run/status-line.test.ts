import { expect, it } from 'vitest';
import { statusLine } from '../../src/run/status-line.ts';

const report = {
  analysis: 'cooccurrence',
  scope: 'main',
  stage: 'correlate',
  hash: '',
  rows: 15225,
  seconds: 0.42,
  peak_rss_bytes: 310 * 2 ** 20,
  skipped: false,
};

it('names rows, time and memory, with notes below', () => {
  expect(statusLine(report, ['2 constant features'])).toBe(
    'correlate     15,225 rows       0.4 s   310 MiB\n  2 constant features\n',
  );
});

it('says when nothing had changed', () => {
  expect(statusLine({ ...report, skipped: true })).toBe('correlate   unchanged, 15,225 rows\n');
});

it('says of another instance which it is', () => {
  expect(statusLine({ ...report, scope: 'res8', skipped: true })).toMatch(/^correlate of res8 +unchanged/);
});

it('counts no rows of what has no tables', () => {
  expect(statusLine({ ...report, rows: 0 }, [], false)).toBe(`correlate${' '.repeat(23)}0.4 s   310 MiB\n`);
  expect(statusLine({ ...report, rows: 0, skipped: true }, [], false)).toBe('correlate   unchanged\n');
});
