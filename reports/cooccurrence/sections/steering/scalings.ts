/** The ways the sum of a set's directions is scaled, in words and in reading order, and the rows of one of them. */

export const SCALING_NAMES: Readonly<Record<string, string>> = {
  none: 'sum of directions',
  'by-size': 'divided by set size',
  'norm-matched': 'norm matched',
};

export function scalingsOf(rows: readonly { readonly scaling: string }[]): string[] {
  const order = Object.keys(SCALING_NAMES);
  return [...new Set(rows.map((row) => row.scaling))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Norm matched where the run has it: the comparison that length cannot decide. */
export function fairest(rows: readonly { readonly scaling: string }[]): string {
  const found = scalingsOf(rows);
  return found.includes('norm-matched') ? 'norm-matched' : (found[0] ?? 'none');
}

/** Rows of one dose and scaling by size. A set of one is the same under every scaling and may be stored once, without any. */
export function atScaling<Row extends { readonly factor: number; readonly scaling: string; readonly size: number }>(
  rows: readonly Row[],
  factor: number,
  scaling: string,
): Row[] {
  const own = rows.filter((row) => row.factor === factor && row.scaling === scaling);
  const single = own.some((row) => row.size === 1)
    ? []
    : rows.filter((row) => row.factor === factor && row.scaling === 'none' && row.size === 1);
  return [...own, ...single].sort((a, b) => a.size - b.size);
}
