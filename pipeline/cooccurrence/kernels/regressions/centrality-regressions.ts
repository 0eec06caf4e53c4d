/**
 * What steering a feature alone does, regressed on how central the feature is: one row per predictor and dose, with the
 * study's statistics (slope, R², p) and what a reviewer asks beside them: interval, a standard error for unequal variances (HC3),
 * rank correlation, the largest leverage, and what the predictor adds to features' plain properties on features left out.
 * The family of an adjusted p is the doses of one predictor.
 */
import { type Adjustment, adjust } from '../../../../src/methods/stats/adjust.ts';
import { correlationP } from '../../../../src/methods/stats/correlation/pearson.ts';
import { EXACT_BELOW, rankPermutationP } from '../../../../src/methods/stats/correlation/rank-permutation.ts';
import { spearman } from '../../../../src/methods/stats/correlation/spearman.ts';
import { incrementalR2 } from '../../../../src/methods/stats/regression/cross-validated-r2.ts';
import { constantRun } from '../../../../src/methods/stats/regression/dose.ts';
import { hc3, leverage } from '../../../../src/methods/stats/regression/hc3.ts';
import { ols } from '../../../../src/methods/stats/regression/ols.ts';
import { tQuantile } from '../../../../src/methods/stats/tails/tails.ts';
import { countUnits, type UnitOf } from '../units/counted-units.ts';

/** One value per feature; a feature without a value is not in the map. */
export type PerFeature = ReadonlyMap<number, number>;

export interface Predictor {
  readonly predictor: string;
  readonly weighted: boolean;
  readonly values: PerFeature;
}

/** Slope over dose may differ from its first value by this share and still count as the same test. */
const SAME_TEST = 0.2;

/** `outcomes`: dose → feature → outcome, doses ascending. `base`: plain properties of features, by name. */
export function centralityRegressions(
  outcomes: ReadonlyMap<number, PerFeature>,
  predictors: readonly Predictor[],
  base: ReadonlyMap<string, PerFeature>,
  adjustment: Adjustment,
  units: UnitOf | null,
) {
  const doses = [...outcomes.keys()];
  return predictors.flatMap(({ predictor, weighted, values }) => {
    const fits = [...outcomes.values()].map((outcome) => regress(values, outcome, base, units));
    const adjusted = adjust(
      fits.map((fit) => fit.p),
      adjustment,
    );
    const run = constantRun(
      doses,
      fits.map((fit) => fit.slope),
      SAME_TEST,
    );
    return fits.map(({ note, ...fit }, index) => {
      const same =
        run > 1 && index < run
          ? `slope / factor is constant over factors ${doses[0]} to ${doses[run - 1]}: these ${run} rows are one test`
          : null;
      return {
        predictor,
        weighted,
        factor: doses[index],
        ...fit,
        p_adjusted: adjusted[index],
        adjustment,
        note: joined([same, note]),
      };
    });
  });
}

/** One outcome on one predictor, over the features that have both. */
export function regress(
  predictor: PerFeature,
  outcome: PerFeature,
  base: ReadonlyMap<string, PerFeature>,
  units: UnitOf | null,
) {
  const features = [...outcome.keys()].filter((feature) => predictor.has(feature)).sort((a, b) => a - b);
  const x = features.map((feature) => predictor.get(feature) as number);
  const y = features.map((feature) => outcome.get(feature) as number);
  const fit = ols(x, y);
  const halfWidth = fit.reason === null ? tQuantile(0.05, fit.n - 2) * fit.slopeError : Number.NaN;
  const robust = hc3(x, y);
  const ranks = rankCorrelation(x, y);
  const gain = addition(features, x, y, base);
  return {
    n: fit.n,
    n_units: countUnits(features, units),
    slope: fit.slope,
    intercept: fit.intercept,
    slope_error: fit.slopeError,
    slope_low: fit.slope - halfWidth,
    slope_high: fit.slope + halfWidth,
    r_squared: fit.rSquared,
    p: fit.p,
    hc3_error: robust.slopeError,
    hc3_p: robust.p,
    spearman: ranks.rho,
    spearman_p: ranks.p,
    max_leverage: fit.reason === null ? Math.min(1, Math.max(...leverage(x))) : Number.NaN,
    base_r_squared: gain.base,
    gain_r_squared: gain.gain,
    base: [...base.keys()],
    reason: fit.reason,
    note: fit.reason === null ? joined([robust.reason, gain.reason]) : null,
  };
}

function rankCorrelation(x: readonly number[], y: readonly number[]): { rho: number; p: number } {
  const n = x.length;
  if (n < 3) return { rho: Number.NaN, p: Number.NaN };
  const { r } = spearman({
    rows: n,
    cols: 2,
    values: Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? x : y)[i >> 1]),
  });
  if (r.length === 0) return { rho: Number.NaN, p: Number.NaN };
  return { rho: r[0], p: n < EXACT_BELOW ? rankPermutationP(x, y) : correlationP(r[0], n - 2) };
}

/** Over the features that have every base property: leaving one of those out would compare unlike models. */
function addition(
  features: readonly number[],
  x: readonly number[],
  y: readonly number[],
  base: ReadonlyMap<string, PerFeature>,
) {
  const properties = [...base];
  const absent = properties.find(([, values]) => features.some((feature) => !values.has(feature)));
  if (absent !== undefined)
    return { base: Number.NaN, gain: Number.NaN, reason: `no incremental R²: a feature has no ${absent[0]}` };
  if (x.length === 0) return { base: Number.NaN, gain: Number.NaN, reason: null };
  const columns = properties.map(([, values]) => features.map((feature) => values.get(feature) as number));
  const found = incrementalR2(y, columns, x);
  return { ...found, reason: found.reason === null ? null : `no incremental R²: ${found.reason}` };
}

function joined(parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join('; ');
}
