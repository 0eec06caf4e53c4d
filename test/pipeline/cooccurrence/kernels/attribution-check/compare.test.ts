import { expect, it } from 'vitest';
import type { SampledCell } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/cells.ts';
import { compareMethods, warnings } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/compare.ts';

const cells: SampledCell[] = Array.from({ length: 40 }, (_, i) => ({
  promptId: Math.floor(i / 4),
  featureId: i % 4,
  sample: i % 4 === 0 ? 'top' : 'random',
  positions: [1],
  gradient: Math.sin(i + 1),
}));
const gradient = Float64Array.from(cells, (cell) => cell.gradient);
/** The path from mean codes agrees with the centred attribution, which is not the gradient's. */
const away = Float64Array.from(cells, (_, i) => Math.cos(3 * i));
const PATH = { fromMeans: away, centred: away };
const options = { seed: 1, least: 0.7 };

it('has a row for each sample and method, and no warning where they agree', () => {
  const rows = compareMethods(cells, { ...PATH, integrated: gradient, exact: gradient, noiseFloor: 1e-6 }, options);
  expect(rows.map(({ method, sample, cells: n }) => `${method} ${sample} ${n}`)).toEqual([
    'integrated-gradients top 10',
    'integrated-from-means top 10',
    'exact top 10',
    'integrated-gradients random 30',
    'integrated-from-means random 30',
    'exact random 30',
  ]);
  expect(rows.map(({ noise_floor: floor }) => floor)).toEqual([
    Number.NaN,
    Number.NaN,
    1e-6,
    Number.NaN,
    Number.NaN,
    1e-6,
  ]);
  expect(warnings(rows)).toEqual([]);
});

it('warns in a sentence where removal says something else', () => {
  const rows = compareMethods(
    cells,
    { ...PATH, integrated: gradient, exact: gradient.map((v) => -v), noiseFloor: 1e-6 },
    options,
  );
  expect(warnings(rows)).toEqual([
    'WARNING: gradient attributions agree poorly with removing each feature (10 cells of the largest features: rank correlation -1.00, expected at least 0.7)',
    'WARNING: gradient attributions agree poorly with removing each feature (30 cells of randomly drawn features: rank correlation -1.00, expected at least 0.7)',
  ]);
});

it('does not warn of integrated gradients, which answer another question', () => {
  const values = { ...PATH, integrated: gradient.map((v) => -v), exact: gradient, noiseFloor: 1e-6 };
  expect(warnings(compareMethods(cells, values, options))).toEqual(
    ['10 cells of the largest', '30 cells of randomly drawn'].map(
      (sample) =>
        `integrated gradients, from no features to all, answer another question than the gradient (${sample} features: rank correlation -1.00, expected at least 0.7)`,
    ),
  );
});

it('compares the path from mean codes with the centred attribution, and says so', () => {
  const values = {
    fromMeans: away.map((v) => -v),
    centred: away,
    integrated: gradient,
    exact: gradient,
    noiseFloor: 1e-6,
  };
  expect(warnings(compareMethods(cells, values, options))[0]).toMatch(
    /^integrated gradients, from every feature’s mean to what it is, answer another question than the centred attribution \(10 cells/,
  );
});

it('says that nothing could be compared where all is rounding, and leaves out a sample without cells', () => {
  const own = cells.filter(({ sample }) => sample === 'top');
  const values = Float64Array.from(own, (cell) => cell.gradient);
  const rows = compareMethods(
    own,
    { integrated: values, exact: values, fromMeans: values, centred: values, noiseFloor: 10 },
    options,
  );
  expect(rows).toHaveLength(3);
  expect(warnings(rows)).toEqual([
    'gradient attributions could not be compared with removing each feature (10 cells of the largest features: 100 % of the attributions are below the rounding of float32)',
  ]);
});
