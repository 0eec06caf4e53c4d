/**
 * Adjusted p values over a family of m tests. A test without a p (NaN) is no member: it stays NaN and does not count in m.
 *
 * bonferroni            min(1, m p)
 * holm                  step-down: running maximum of (m − i) p_(i), i = 0 for the smallest (Holm 1979)
 * benjamini-hochberg    step-up: running minimum from the largest of m p_(i) / (i + 1) (Benjamini & Hochberg 1995)
 * none                  p itself
 */
export type Adjustment = 'bonferroni' | 'holm' | 'benjamini-hochberg' | 'none';

export function adjust(p: ArrayLike<number>, method: Adjustment): Float64Array {
  const adjusted = Float64Array.from(p);
  for (const value of adjusted) {
    if (value < 0 || value > 1)
      throw new RangeError(`adjust: p ${value}, expected a number in [0, 1], or NaN where there is none`);
  }
  // Float64 sort by value with an index tie-break: equal p values get equal results either way.
  const order = Array.from(adjusted.keys()).filter((i) => !Number.isNaN(adjusted[i]));
  order.sort((a, b) => p[a] - p[b] || a - b);
  const m = order.length;
  switch (method) {
    case 'none':
      break;
    case 'bonferroni':
      for (const i of order) adjusted[i] = Math.min(1, m * p[i]);
      break;
    case 'holm': {
      let running = 0;
      order.forEach((i, rank) => {
        running = Math.max(running, Math.min(1, (m - rank) * p[i]));
        adjusted[i] = running;
      });
      break;
    }
    case 'benjamini-hochberg': {
      let running = 1;
      for (let rank = m - 1; rank >= 0; rank--) {
        running = Math.min(running, (m * p[order[rank]]) / (rank + 1));
        adjusted[order[rank]] = running;
      }
      break;
    }
    default:
      throw new RangeError(
        `adjust: method ${String(method satisfies never)}, expected bonferroni, holm, benjamini-hochberg or none`,
      );
  }
  return adjusted;
}
