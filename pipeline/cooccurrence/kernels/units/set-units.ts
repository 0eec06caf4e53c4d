/** The units of a set of features, from what they write and their aggregated values. */
import type { Aggregated } from '../../../../src/methods/attribution/positions.ts';
import { likenessOf } from './likeness.ts';
import { type Likeness, type Unit, unitsOf } from './units.ts';

/** @param most pairs of features to compare @returns members by place in `ids`, or null where they are more pairs than that */
export function setUnits(
  ids: readonly number[],
  decoder: ReadonlyMap<number, Float32Array>,
  values: Aggregated,
  prompts: number,
  most: number,
): Unit[] | null {
  if ((ids.length * (ids.length - 1)) / 2 > most) return null;
  return unitsFrom(ids, decoder, valueTable(ids, values, prompts), prompts);
}

/** Values of every prompt, 0 where there is none. [F, P] */
export function valueTable(ids: readonly number[], values: Aggregated, prompts: number): Float64Array {
  const table = new Float64Array(ids.length * prompts);
  const placeOf = new Map(Array.from(values.featureIds, (id, k) => [id, k]));
  ids.forEach((id, i) => {
    const k = placeOf.get(id);
    if (k === undefined) return;
    for (let at = values.starts[k]; at < values.starts[k + 1]; at++)
      table[i * prompts + values.promptIds[at]] = values.values[at];
  });
  return table;
}

/** @param table values of every prompt, [F, P] @returns members by place in `ids` */
export function unitsFrom(
  ids: readonly number[],
  decoder: ReadonlyMap<number, Float32Array>,
  table: Float64Array,
  prompts: number,
): Unit[] {
  if (ids.length === 0) return [];
  return unitsOf(ids.length, featureLikeness(ids, decoder, table, prompts));
}

/** @param table values of every prompt, [F, P] @returns of features by place in `ids`, one at least */
export function featureLikeness(
  ids: readonly number[],
  decoder: ReadonlyMap<number, Float32Array>,
  table: Float64Array,
  prompts: number,
): Likeness {
  const directions = ids.map((id) => {
    const row = decoder.get(id);
    if (row === undefined) throw new Error(`units: no decoder row of feature ${id}`);
    return row;
  });
  const width = directions[0].length;
  const rows = new Float32Array(ids.length * width);
  directions.forEach((row, i) => {
    rows.set(row, i * width);
  });
  return likenessOf({ data: rows, width }, { data: table, width: prompts });
}
