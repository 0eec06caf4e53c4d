/**
 * Rows of results as the columns of a table. Kernels say NaN where a number does not exist; tables say NULL and a reason, so NaN
 * becomes null here and nowhere else. Infinity stays: a table refuses it.
 */
export type Cell = string | number | boolean | null | readonly string[];

export function byColumn<Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, Cell>>[],
): Record<Name, Cell[]> {
  const column = (name: Name) => rows.map((row) => (Number.isNaN(row[name]) ? null : row[name]));
  return Object.fromEntries(names.map((name) => [name, column(name)])) as Record<Name, Cell[]>;
}
