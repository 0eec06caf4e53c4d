import { describe, expect, it } from 'vitest';
import { adjust } from '../../../src/methods/stats/adjust.ts';
import { pearson } from '../../../src/methods/stats/correlation/pearson.ts';
import { constantRun } from '../../../src/methods/stats/regression/dose.ts';
import { fTail } from '../../../src/methods/stats/tails/tails.ts';

/**
 * Numbers printed in the study, "zooming out" on SAE features with network analysis: our formulas give them back from each other.
 */
describe('the published tables', () => {
  const f = [30.41, 2.22, 19.69, 10.62, 19.98, 7.19, 8.68, 8.62];
  const printed = [3.04e-11, 0.755, 3.85e-8, 8.27e-5, 3.1e-8, 0.00264, 0.000559, 0.000597];

  it('adjusted p of the ANOVA are F(3, 61) times eight tests, to the digits printed of F', () => {
    const p = adjust(
      f.map((value) => fTail(value, 3, 61)),
      'bonferroni',
    );
    p.forEach((value, index) => {
      // F has two decimals: the printed p lies between those of F ± 0.005.
      const near = [-0.0051, 0.0051].map((step) => Math.min(1, 8 * fTail(f[index] + step, 3, 61)));
      expect(printed[index]).toBeLessThanOrEqual(near[0] * 1.002);
      expect(printed[index]).toBeGreaterThanOrEqual(near[1] * 0.998);
      expect(Math.abs(Math.log(value / printed[index]))).toBeLessThan(0.01);
    });
  });

  it('the betweenness regressions of 65 features are adjusted over eight factors, within a fifth; those on degree are not', () => {
    const p = (rSquared: number) => fTail((rSquared / (1 - rSquared)) * 63, 1, 63);
    for (const [rSquared, adjusted] of [
      [0.097, 0.098],
      [0.117, 0.049],
      [0.144, 0.014],
      [0.15, 0.013],
    ]) {
      expect(Math.abs(8 * p(rSquared) - adjusted)).toBeLessThan(0.2 * adjusted);
    }
    for (const [rSquared, adjusted] of [
      [0.032, 0.117],
      [0.034, 0.105],
      [0.038, 0.088],
    ])
      expect(p(rSquared)).toBeGreaterThan(adjusted);
  });

  it('the dose table of betweenness is one test shown five times', () => {
    const doses = [0.1, 1, 2, 5, 10];
    const ratios = [-0.51, -0.52, -0.54, -0.58, -0.5];
    const slopes = doses.map((dose, index) => dose * ratios[index]);
    expect(constantRun(doses, slopes, 0.2)).toBe(5);
  });

  it('the three anomalous features are collinear in the ten prompts shown', () => {
    const shown = [
      [0.039775, 0.007886, 0.022037, 0.010192, 0.019193, 0.011947, 0.005379, 0.01556, 0.009983, 0.036357],
      [0.026757, 0.005497, 0.01465, 0.00727, 0.012638, 0.007803, 0.003184, 0.010682, 0.006458, 0.023696],
      [0.017676, 0.003785, 0.009914, 0.005118, 0.008666, 0.004556, 0.002412, 0.00758, 0.003994, 0.015539],
    ];
    const values = Float64Array.from({ length: 30 }, (_, at) => shown[at % 3][Math.floor(at / 3)]);
    for (const r of pearson({ rows: 10, cols: 3, values }).r) expect(r).toBeGreaterThan(0.99);
  });
});
