/** The stage on the bundled study, against PyTorch in float64 and SciPy: fixtures/oracles/features.py says how its values were made. */
import { expect, it } from 'vitest';
import { COSINE, R } from '../../../../pipeline/cooccurrence/kernels/units/units.ts';
import { bundledFeatures, featureOracle } from './bundled-features.ts';

it('makes the units of the reference, as alike as it says', async () => {
  const run = await bundledFeatures(['units']);
  const rows = await run.query<Record<'feature_id' | 'unit' | 'size' | 'least_cosine' | 'least_r', number | null>>(
    'SELECT * FROM unit ORDER BY feature_id',
  );
  const of = (row: (typeof rows)[number]) => [row.feature_id, row.unit, row.size];
  expect(rows.map(of)).toEqual(featureOracle.unit.map(of));
  for (const [k, { least_cosine, least_r }] of featureOracle.unit.entries()) {
    for (const [found, wanted] of [
      [rows[k].least_cosine, least_cosine],
      [rows[k].least_r, least_r],
    ]) {
      if (wanted === null) expect(found).toBeNull();
      else expect(Math.abs((found as number) - wanted)).toBeLessThan(2e-5);
    }
  }
  expect(run.said).toMatch(/ selected features are \d+ units once copies count once/);
  const pairs = rows.filter(({ size }) => size === 2);
  expect(pairs.every(({ least_cosine: c, least_r: r }) => (c as number) >= COSINE || (r as number) >= R)).toBe(true);

  const few = await bundledFeatures(['units'], ['correlation.most_pairs=100']);
  expect(await few.query('SELECT * FROM unit')).toEqual([]);
  expect(few.said).toContain('copies are not counted once');
}, 300_000);
