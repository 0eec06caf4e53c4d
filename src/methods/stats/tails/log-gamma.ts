/**
 * ln Γ(x) for x > 0, to about 1e-15 relative (absolute near its zeros 1 and 2): Stirling's series at x ≥ 16, reached by
 * Γ(x + 1) = x Γ(x). Abramowitz & Stegun 6.1.40; the first omitted term is below 1e-17 there.
 */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

export function logGamma(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY))
    throw new RangeError(`logGamma: x ${x}, expected a positive finite number`);
  let shift = 1;
  let at = x;
  for (; at < 16; at++) shift *= at;
  const inverse = 1 / (at * at);
  let series = 0;
  for (let term = STIRLING.length - 1; term >= 0; term--) series = series * inverse + STIRLING[term];
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series / at - Math.log(shift);
}
