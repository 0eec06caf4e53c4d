/**
 * Which units write what a unit reads. A table is looked up in the unit's own schema first, then in `main`, as DuckDB does; a
 * stage's shards are those of its own instance.
 */
import { keyOf, nameOf, type Unit } from './analysis.ts';
import type { Input } from './stage-input.ts';
import { readQuery, tablesBehind } from './tables/query-file.ts';
import { isShared, isView, MAIN, type TableName } from './tables/schema.ts';

/** The tables that an input reads, its views and those that they are made of. */
export function tablesOf({ query }: Input<unknown>): readonly TableName[] {
  return query === undefined ? [] : tablesBehind(readQuery(query).text);
}

/** The unit that writes a table as `reader` sees it. */
export function writerOf(table: TableName, reader: Unit, units: readonly Unit[]): Unit | undefined {
  const writers = units.filter(({ stage }) => stage.writes.includes(table));
  return writers.find(({ scope }) => scope === reader.scope) ?? writers.find(({ scope }) => scope === MAIN);
}

/** The instances that an input is read in: the reader's own, or all the others, which only that of `main` may ask. */
export function readersOf(input: Input<unknown>, reader: Unit, units: readonly Unit[]): readonly Unit[] {
  if (input.others !== true) return [reader];
  if (reader.scope !== MAIN) return [];
  return units.filter(
    ({ analysis, scope, stage }) =>
      analysis === reader.analysis && scope !== reader.scope && stage.name === reader.stage.name,
  );
}

/**
 * The unit that an input comes from, for every table or shard folder that it reads; none where the input is optional and one of them has
 * no writer, since half of what a query reads would give rows that say nothing.
 * @throws Error where one has no writer and the input is not optional
 */
export function sourcesOf(input: Input<unknown>, reader: Unit, units: readonly Unit[]): readonly Unit[] {
  return readersOf(input, reader, units).flatMap((instance) => sourcesIn(input, instance, units));
}

function sourcesIn(input: Input<unknown>, reader: Unit, units: readonly Unit[]): readonly Unit[] {
  const found = stored(tablesOf(input)).map((table): [string, Unit | undefined] => [
    `table ${table}`,
    writerOf(table, reader, units),
  ]);
  if (input.stage !== undefined) {
    const { analysis, scope } = reader;
    const [name, of = analysis] = input.stage.split('.').reverse();
    const own = (unit: Unit): boolean => unit.stage.name === name && unit.analysis === of && unit.scope === scope;
    found.push([`shards of ${input.stage}`, units.find(own)]);
  }
  if (input.optional === true && found.some(([, unit]) => unit === undefined)) return [];
  return found.map(([what, unit]) => {
    if (unit !== undefined) return unit;
    throw new Error(`stage ${nameOf(reader)}: reads ${what}, which no stage of the study writes`);
  });
}

/** Those that some stage writes: a view's rows are those of its tables. */
function stored(tables: readonly TableName[]): readonly TableName[] {
  return tables.filter((table) => !isView(table));
}

/** All units that a unit builds on, by key, without repeats. Each must stand before it. */
export function upstreamOf(reader: Unit, units: readonly Unit[]): ReadonlyMap<string, Unit> {
  const upstream = new Map<string, Unit>();
  for (const input of Object.values(reader.stage.reads))
    for (const unit of sourcesOf(input, reader, units)) upstream.set(keyOf(unit), unit);
  const place = units.indexOf(reader);
  for (const [key, unit] of upstream)
    if (units.indexOf(unit) >= place)
      throw new Error(`stage ${nameOf(reader)}: reads from ${key}, which is not earlier`);
  return upstream;
}

/** Refuses two units that write one table of one schema, unless every analysis writes rows of its own there. */
export function checkWriters(units: readonly Unit[]): void {
  const writers = new Map<string, string>();
  for (const unit of units) {
    for (const table of unit.stage.writes) {
      const place = isShared(table) ? `${unit.analysis}.${unit.scope}.${table}` : `${unit.scope}.${table}`;
      const other = writers.get(place);
      if (other !== undefined)
        throw new Error(`table ${place}: written by ${other} and ${keyOf(unit)}, expected one stage`);
      writers.set(place, keyOf(unit));
    }
  }
}
