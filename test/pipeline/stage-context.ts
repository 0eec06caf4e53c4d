/** What a stage needs to run alone in a test: an in-memory database, a study of the preset, and a record of its notes. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as analyses from '../../pipeline/analyses.ts';
import { DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import { runStage } from '../../src/run/run-stage.ts';
import { openShards } from '../../src/run/shards.ts';
import type { Stage } from '../../src/run/stage.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { unitsOf } from '../../src/run/units.ts';
import { parseStudy } from '../study.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

const STUDY = `
name: test
preset: seed-exact
model: { path: ${at('sports-model')} }
sae: { path: ${at('sports-sae')}, center: true }
task: { file: task.csv }
`;

/** Names the shard folders of stages before the one that is tested. */
export const BENCH_HASH = '0'.repeat(64);

export interface Bench {
  readonly tables: Tables;
  readonly notes: string[];
  /** The run folder, a new temporary folder. */
  readonly out: string;
  /** Runs the stage in a transaction with these settings over the preset (`key=value`). */
  run(stage: Stage, settings?: readonly string[]): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const tables = await Tables.open(':memory:');
  const notes: string[] = [];
  const out = mkdtempSync(join(tmpdir(), 'cofire-stage-'));
  return {
    tables,
    notes,
    out,
    async run(stage, settings = []) {
      const study = parseStudy(STUDY, '/nowhere/test.yaml', settings);
      const units = unitsOf(study, Object.values(analyses));
      const known = units.find((unit) => unit.stage === stage);
      const unit = known ?? { analysis: 'test', scope: 'main', study, stage };
      await tables.transaction(() =>
        runStage(
          unit,
          { out, hash: BENCH_HASH },
          { tables, units, shardsOf: (other) => openShards(out, other.stage.name, BENCH_HASH) },
          {
            study: study.name,
            threads: 1,
            memoryBytes: DEFAULT_MEMORY_BYTES,
            keep: join(out, 'labels'),
            progress: () => ({ advance: () => undefined, done: () => undefined }),
            note: (text) => notes.push(text),
          },
        ),
      );
    },
  };
}
