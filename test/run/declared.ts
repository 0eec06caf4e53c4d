/** Stages that only declare: for tests of what reads from what, where nothing runs. */
import type { Unit } from '../../src/run/analysis.ts';
import { type Stage, stage } from '../../src/run/stage.ts';
import type { Input } from '../../src/run/stage-input.ts';
import type { TableName } from '../../src/run/tables/tables.ts';

export function declared(
  name: string,
  reads: Readonly<Record<string, Input<unknown>>>,
  writes: readonly TableName[],
): Stage {
  return stage({
    name,
    module: import.meta.url,
    settings: () => ({}),
    reads,
    writes,
    run: () => Object.fromEntries(writes.map((table) => [table, []])),
  });
}

export function unitOf(stage: Stage, scope = 'main', analysis = 'test', study: object = {}): Unit {
  return { analysis, scope, study, stage };
}
