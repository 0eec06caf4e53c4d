import { expect, it } from 'vitest';
import { checkPlace } from '../../../src/engine/dictionary/check-place.ts';

const check = (stated: { site?: string; layer?: number }) => () =>
  checkPlace((name) => `s.yaml: dictionaries.res.${name}`, stated, { at: 'resid_pre', layer: 7 });

it('accepts the place that the files name, and says nothing where the study states none', () => {
  for (const stated of [{ site: 'resid_pre', layer: 7 }, { site: 'resid_pre' }, { layer: 3 }, {}])
    expect(check(stated)).not.toThrow();
});

it('refuses another site and another layer, by the key at fault', () => {
  expect(check({ site: 'resid_post', layer: 7 })).toThrow(
    's.yaml: dictionaries.res.site: resid_post, expected resid_pre of layer 7, which its files name',
  );
  expect(check({ site: 'resid_pre', layer: 8 })).toThrow('s.yaml: dictionaries.res.layer: 8, expected resid_pre of');
});
