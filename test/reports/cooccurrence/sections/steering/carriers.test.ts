import { expect, it } from 'vitest';
import { type CarrierRow, carrierDoses } from '../../../../../reports/cooccurrence/sections/steering/carriers.ts';
import type { Context } from '../../../../../reports/section.ts';

const context = { next: () => 1, prefixed: (name: string) => name } as unknown as Context;

it('draws a line for each feature and one for the random direction beside it', () => {
  const rows = [7, 8, 9].flatMap((feature_id) =>
    [true, false].flatMap((random) =>
      [1, 10].map((factor): CarrierRow => {
        const damage = random ? 0.01 * factor : 0.1 * factor;
        return { feature_id, random, factor, damage_prob: damage, damage_logit: damage };
      }),
    ),
  );
  const { text } = carrierDoses(context, rows);
  const lines = [...text.matchAll(/<title>[^<]*feature \d</g)];
  // In each of two panels.
  expect(lines).toHaveLength(2 * 6);
  expect(text).toContain('3 features');
  expect(text).toContain('a random direction beside feature 8<');
});
