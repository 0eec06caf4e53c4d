import { expect, it } from 'vitest';
import { PRESETS } from '../../../src/run/study/presets.ts';
import { settingsSchema } from '../../../src/run/study/schema.ts';

const whole = {
  ...PRESETS.recommended,
  name: 'x',
  preset: 'recommended',
  model: { path: 'm' },
  sae: { path: 's', center: 'auto' },
  task: { file: 't' },
};

it('accepts complete settings and returns them unchanged', () => {
  expect(settingsSchema.parse(whole)).toEqual(whole);
});

it('has no optional key with a hidden default: leaving out any setting is an error', () => {
  for (const key of Object.keys(whole)) {
    const { [key as keyof typeof whole]: _, ...rest } = whole;
    expect(settingsSchema.safeParse(rest).success, key).toBe(false);
  }
});

it('refuses a seed that does not fit 31 bits, so that every generator sees the same one', () => {
  expect(settingsSchema.safeParse({ ...whole, seed: 2 ** 31 }).success).toBe(false);
  expect(settingsSchema.safeParse({ ...whole, seed: -1 }).success).toBe(false);
});
