/**
 * The hash of a stage: everything its tables depend on, and nothing else. Two equal hashes mean that running the stage
 * again would write the same rows, so it is skipped.
 *
 * sha256 over: name, settings it uses, version of its code, content of the files it reads, declarations of the tables
 * it writes, and the hashes of the stages it builds on. Paths do not enter: a moved study stays the same study.
 */
import { basename } from 'node:path';
import { sha256, sha256OfPath } from '../sha256.ts';
import type { Stage, StageName } from './stage.ts';
import type { Study } from './study/study.ts';
import { viewed } from './tables/query-file.ts';
import { isView, schemaHash, TABLE_NAMES, type TableName } from './tables/schema.ts';

/** `upstream`: hash of each earlier stage. `code`: version of the stage's code. */
export function stageHash(
  stage: Stage,
  study: Study,
  code: string,
  upstream: ReadonlyMap<StageName, string>,
  producers: Producers,
): string {
  const inputs = new Map<string, string>();
  for (const name of upstreamOf(stage, producers)) {
    const hash = upstream.get(name);
    if (hash === undefined) throw new Error(`stage ${stage.name}: reads from ${name}, which is not an earlier stage`);
    inputs.set(name, hash);
  }
  return sha256(
    canonical({
      stage: stage.name,
      parameters: stage.parameters(study),
      code,
      files: (stage.files?.(study) ?? []).map((file) => [basename(file), sha256OfPath(file)]),
      schemas: [...producers].flatMap(([table, name]) => (name === stage.name ? [[table, schemaHash(table)]] : [])),
      inputs: Object.fromEntries(inputs),
    }),
  );
}

export type Producers = ReadonlyMap<TableName, StageName>;

/** Which stage writes which table. Each table has one writer; a view counts as written by the stage that completes its tables. */
export function producersOf(stages: readonly Stage[]): Producers {
  const producers = new Map<TableName, StageName>();
  for (const stage of stages) {
    for (const table of stage.writes) {
      const other = producers.get(table);
      if (other !== undefined)
        throw new Error(`table ${table}: written by ${other} and ${stage.name}, expected one stage`);
      producers.set(table, stage.name);
    }
  }
  for (const view of TABLE_NAMES.filter(isView)) {
    const places = viewed(view).map((table) => stages.findIndex(({ name }) => name === producers.get(table)));
    if (!places.includes(-1)) producers.set(view, stages[Math.max(...places)].name);
  }
  return producers;
}

/** The stages that a stage builds on, by its tables and shards, without repeats. */
export function upstreamOf(stage: Stage, producers: Producers): readonly StageName[] {
  const names = new Set<StageName>(stage.after ?? []);
  for (const table of stage.reads) {
    const producer = producers.get(table);
    if (producer === undefined) throw new Error(`stage ${stage.name}: reads table ${table}, which no stage writes`);
    names.add(producer);
  }
  return [...names];
}

/** JSON with sorted keys. A number JSON cannot hold is an error, not null. */
export function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`canonical: ${value}, expected a finite number`);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
