/**
 * The hash of a stage: everything its tables depend on, and nothing else. Two equal hashes mean that running the stage
 * again would write the same rows, so it is skipped.
 *
 * sha256 over: name, settings it uses, version of its code, content of the files it reads, declarations of the tables
 * it writes and of the views it reads, and the hashes of the units it builds on. Paths do not enter: a moved study stays the same study.
 */
import { basename } from 'node:path';
import { sha256, sha256OfPath } from '../sha256.ts';
import type { Unit } from './analysis.ts';
import { subjectFiles, subjectSettings } from './read-inputs.ts';
import { isView, schemaHash } from './tables/schema.ts';
import { tablesOf, upstreamOf } from './upstream.ts';

/** `upstream`: hash of each earlier unit, by its key. `code`: version of the stage's code. */
export function stageHash(
  unit: Unit,
  units: readonly Unit[],
  code: string,
  upstream: ReadonlyMap<string, string>,
): string {
  const { stage, study } = unit;
  const reads = Object.values(stage.reads);
  return sha256(
    canonical({
      stage: stage.name,
      settings: stage.settings(study as never),
      ...(reads.some(({ kind }) => kind === 'subject') && { subject: subjectSettings(unit) }),
      code,
      files: filesOf(unit).map((file) => [basename(file), sha256OfPath(file)]),
      schemas: [...stage.writes, ...new Set(reads.flatMap(tablesOf).filter(isView))].map((table) => [
        table,
        schemaHash(table),
      ]),
      inputs: Object.fromEntries([...upstreamOf(unit, units).keys()].map((key) => [key, upstream.get(key) ?? null])),
    }),
  );
}

/** Files whose content decides what a unit writes, absolute. */
export function filesOf(unit: Unit): string[] {
  return Object.values(unit.stage.reads).flatMap((input) => {
    if (input.kind === 'subject') return subjectFiles(unit);
    const path = input.file?.(unit.study as never);
    return [...(path === undefined ? [] : [path]), ...(input.files?.(unit.study as never) ?? [])];
  });
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
