import { expect, it } from 'vitest';
import { workedExample } from '../../../../pipeline/cooccurrence/claims/worked-example.ts';
import { engineInputs } from '../../../engine.ts';

const SETTINGS = { baseFactor: -2, threads: 1 };
const example = { prompt: 'a b c', feature: 3, factor: 2, token: ' d' };

it('gives the probability of a token before and after steering', async () => {
  const inputs = await engineInputs();
  const found = await workedExample(inputs, example, SETTINGS);
  if (typeof found === 'string') throw new Error(found);
  expect(found.before).toBeGreaterThan(0);
  expect(found.after).not.toBe(found.before);
  expect(await workedExample(inputs, { ...example, factor: 0 }, SETTINGS)).toEqual({ before: found.before, after: found.before }); // biome-ignore format: one line
});

it('says why there is none: no such feature, or not one token', async () => {
  const inputs = await engineInputs();
  expect(await workedExample(inputs, { ...example, feature: 6747 }, SETTINGS)).toContain('the example steers 6747');
  expect(await workedExample(inputs, { ...example, token: ' d e' }, SETTINGS)).toContain('is not one token');
});
