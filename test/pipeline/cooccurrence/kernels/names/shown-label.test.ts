import { expect, it } from 'vitest';
import { LONGEST_LABEL, shownLabel } from '../../../../../pipeline/cooccurrence/kernels/names/shown-label.ts';
import { invisibleIn } from '../../../../../src/invisible.ts';
import { random } from '../../../../../src/random.ts';

it('leaves what people write as it is', () => {
  for (const label of ['names of sports', 'مرحبا RTL', '<b>bold</b>', 'a "b" \\ c', '日本 🏀'])
    expect(shownLabel(label)).toBe(label);
});

it('is one line of at most 160 characters, in which nothing is hidden', () => {
  expect(shownLabel('x'.repeat(5000))).toBe(`${'x'.repeat(159)}…`);
  expect(shownLabel('x'.repeat(LONGEST_LABEL))).toHaveLength(LONGEST_LABEL);
  expect(shownLabel('🏀'.repeat(5000))).toBe(`${'🏀'.repeat(159)}…`);
  expect(shownLabel('a\n b\u001b[31m\u202ec')).toBe('a b\\u{1b}[31m\\u{202e}c');
  const rng = random(1, 'labels');
  for (let round = 0; round < 1000; round++) {
    const label = Array.from({ length: 1 + rng.integer(400) }, () => String.fromCharCode(rng.integer(0x2100))).join('');
    const hidden = invisibleIn(`x${shownLabel(label)}x`).filter(({ refused }) => refused);
    expect(hidden).toEqual([]);
  }
});
