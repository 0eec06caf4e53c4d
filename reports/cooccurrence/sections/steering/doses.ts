/** Doses of a steering run, and the few of them that are drawn as panels; all are in the download. */

const N_FACTORS_SHOWN = 4;

export function spread<T>(values: readonly T[]): T[] {
  if (values.length <= N_FACTORS_SHOWN) return [...values];
  return Array.from(
    { length: N_FACTORS_SHOWN },
    (_, index) => values[Math.round((index * (values.length - 1)) / (N_FACTORS_SHOWN - 1))],
  );
}

export function factorsOf(rows: readonly { readonly factor: number }[]): number[] {
  return [...new Set(rows.map((row) => row.factor))].sort((a, b) => a - b);
}

/** Ticks of a logarithmic axis whose labels would touch are left out: each kept one is at least twice the one before. */
export function readableTicks(factors: readonly number[]): number[] {
  const kept: number[] = [];
  for (const factor of factors) if (kept.length === 0 || factor >= 2 * kept[kept.length - 1]) kept.push(factor);
  return kept;
}
