/**
 * Root of a monotone function by bisection, to the last bit: at most about 1,100 halvings, 60 in practice. Slower than Newton,
 * and cannot run away where a distribution is flat.
 */
export function bisect(f: (x: number) => number, low: number, high: number): number {
  let [below, above] = [low, high];
  const [atLow, atHigh] = [f(low), f(high)];
  if (!(atLow * atHigh <= 0)) {
    throw new RangeError(`bisect: values ${atLow} at ${low} and ${atHigh} at ${high}, expected opposite signs`);
  }
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  for (;;) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) return middle;
    const value = f(middle);
    if (Number.isNaN(value)) throw new RangeError(`bisect: value NaN at ${middle}, expected a number`);
    if (value === 0) return middle;
    if (value > 0 === atHigh > 0) above = middle;
    else below = middle;
  }
}
