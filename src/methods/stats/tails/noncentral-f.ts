/**
 * The noncentral F distribution: P(F ≤ f | λ) = Σ_j e^{−λ/2} (λ/2)^j / j! · I_y(d1/2 + j, d2/2), y = d1 f / (d1 f + d2)
 * (Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, ch. 30).
 *
 * The sum runs over the Poisson weights above 1e-17 of the largest. The beta factors are computed once at the top and carried
 * down by I_y(a, b) = I_y(a + 1, b) + y^a (1 − y)^b / (a B(a, b)), which only adds positive terms. Absolute error about 1e-13.
 */
import betainc from '@stdlib/math-base-special-betainc';
import gammaln from '@stdlib/math-base-special-gammaln';

/** Weights below this share of the largest are left out. */
const LEAST_WEIGHT = 1e-17;

export function noncentralF(f: number, d1: number, d2: number, lambda: number): number {
  if (!(f >= 0 && f < Number.POSITIVE_INFINITY))
    throw new RangeError(`noncentralF: f ${f}, expected a finite number of at least 0`);
  if (!(d1 > 0 && d2 > 0))
    throw new RangeError(`noncentralF: degrees of freedom ${d1}, ${d2}, expected positive numbers`);
  if (!(lambda >= 0 && lambda < Number.POSITIVE_INFINITY))
    throw new RangeError(`noncentralF: noncentrality ${lambda}, expected a finite number of at least 0`);
  if (f === 0) return 0;
  const { first, weights } = poissonWeights(lambda / 2);
  const y = (d1 * f) / (d1 * f + d2);
  const rest = d2 / (d1 * f + d2);
  const b = d2 / 2;
  const top = first + weights.length - 1;
  let a = d1 / 2 + top;
  let beta = betainc(y, a, b, true, false);
  // y^(a−1) (1 − y)^b / ((a − 1) B(a − 1, b)): the step from a down to a − 1, in logarithms because it may underflow.
  let logStep = (a - 1) * Math.log(y) + b * Math.log(rest) + (a > 1 ? gammaln(a - 1 + b) - gammaln(a) - gammaln(b) : 0);
  let total = 0;
  let mass = 0;
  for (let j = top; j >= first; j--) {
    const weight = weights[j - first];
    total += weight * beta;
    mass += weight;
    if (j === first) break;
    beta += Math.exp(logStep);
    a -= 1;
    logStep += Math.log(a) - Math.log(y) - Math.log(a - 1 + b);
  }
  return Math.min(1, total / mass);
}

/** Poisson probabilities of `first`, `first` + 1, … up to a common factor, outwards from the mode. */
function poissonWeights(rate: number): { first: number; weights: number[] } {
  const mode = Math.floor(rate);
  const up = [1];
  for (let j = mode + 1; up[up.length - 1] > LEAST_WEIGHT; j++) up.push((up[up.length - 1] * rate) / j);
  const down: number[] = [];
  for (let j = mode, weight = 1; j > 0 && weight > LEAST_WEIGHT; j--) {
    weight *= j / rate;
    down.push(weight);
  }
  return { first: mode - down.length, weights: [...down.reverse(), ...up] };
}
