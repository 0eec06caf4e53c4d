import { expect, it } from 'vitest';
import { reproduction } from '../../../../reports/cooccurrence/sections/reproduction.ts';
import type { Context } from '../../../../reports/section.ts';

const ROW = { category: 'network', figure: 'edges', published: 158, unit: 'count', derived: true, value: 12, same_setting: false, setting: 'another model', reason: null }; // biome-ignore format: one line

/** What the section asks of a run. */
const context = (rows: readonly object[]): Context => ({ query: async () => rows, next: () => 1, prefixed: String }) as unknown as Context; // biome-ignore format: one line

it('shows both numbers and warns where the setting is another', async () => {
  const text = String(await reproduction.render(context([ROW])));
  expect(text).toContain('This run has another model.');
  expect(text).toContain('158');
  expect(text).toContain('12');
});

it('says that the numbers should agree where every setting is the same', async () => {
  const text = String(await reproduction.render(context([{ ...ROW, same_setting: true, setting: 'the same' }])));
  expect(text).toContain('should agree');
});
