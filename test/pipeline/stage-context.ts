/** What a stage needs to run alone in a test: an in-memory database, a study of the preset, and a record of its notes. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import type { Stage, StageContext } from '../../src/run/stage.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { parseStudy } from '../study.ts';

const STUDY = `
name: test
preset: seed-exact
model: { path: model }
sae: { path: sae, center: true }
task: { file: task.csv }
`;

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
    run(stage, settings = []) {
      const context: StageContext = {
        study: parseStudy(STUDY, '/nowhere/test.yaml', settings),
        tables,
        out,
        hash: '0'.repeat(64),
        hashOf: () => '0'.repeat(64),
        threads: 1,
        memoryBytes: DEFAULT_MEMORY_BYTES,
        progress: () => ({ advance: () => undefined, done: () => undefined }),
        note: (text) => notes.push(text),
      };
      return tables.transaction(() => stage.run(context));
    },
  };
}
