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
import { schemaHash, type TableName } from './tables/schema.ts';

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
      schemas: stage.writes.map((table) => [table, schemaHash(table)]),
      inputs: Object.fromEntries(inputs),
    }),
  );
}

export type Producers = ReadonlyMap<TableName, StageName>;

/** Which stage writes which table. Each table has one writer. */
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
