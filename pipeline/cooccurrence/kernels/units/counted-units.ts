/** Features with copies counted once, from the table `unit`. */

/** A row of the query unit_of_feature. */
export interface UnitName {
  readonly feature_id: number;
  readonly unit: number;
}

/** Unit of each selected feature. */
export type UnitOf = ReadonlyMap<number, number>;

/** @returns null where the features are too many to compare in pairs, so that the table is empty */
export function unitNames(rows: readonly UnitName[]): UnitOf | null {
  return rows.length === 0 ? null : new Map(rows.map(({ feature_id, unit }) => [feature_id, unit]));
}

/**
 * How many units some features belong to; a unit counts once, whether all of its features are there or one.
 * @returns null where units were not made, or a feature has none because it is not selected
 */
export function countUnits(ids: Iterable<number>, unitOf: UnitOf | null): number | null {
  if (unitOf === null) return null;
  const found = new Set(Array.from(ids, (id) => unitOf.get(id)));
  return found.has(undefined) ? null : found.size;
}

/** The unit of each feature, for permutations that move units whole; undefined where units were not made. */
export function blocksOf(ids: readonly number[], unitOf: UnitOf | null): number[] | undefined {
  if (unitOf === null) return undefined;
  return ids.map((id) => {
    const unit = unitOf.get(id);
    if (unit === undefined) throw new Error(`units: feature ${id} is in none, expected those that are selected`);
    return unit;
  });
}
