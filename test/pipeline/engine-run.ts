/** Runs the first stages of a study over an oracle model in a folder of its own, through the real runner. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attribute } from '../../pipeline/cooccurrence/stages/attribute.ts';
import { load } from '../../pipeline/cooccurrence/stages/load.ts';
import { evaluate } from '../../pipeline/task/stages/evaluate.ts';
import { runStudy } from '../../src/run/runner.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { type EngineOptions, engineStudy } from '../engine.ts';
import type { ShortStudy } from '../study.ts';

export interface EngineRun {
  readonly study: ShortStudy;
  readonly out: string;
  /** Runs what is not up to date and returns the names of the stages that ran. */
  run(settings?: Partial<ShortStudy>, memoryBytes?: number): Promise<string[]>;
  query<Row>(text: string): Promise<Row[]>;
}

export async function engineRun(options: EngineOptions = {}, code = (stage: string) => stage): Promise<EngineRun> {
  const study = await engineStudy(options);
  const out = mkdtempSync(join(tmpdir(), 'cofire-run-'));
  return {
    study,
    out,
    async run(changes = {}, memoryBytes) {
      const reports = await runStudy({
        study: { ...study, ...changes },
        out,
        units: [
          { analysis: 'task', stage: evaluate },
          { analysis: 'cooccurrence', stage: attribute },
          { analysis: 'cooccurrence', stage: load },
        ].map((unit) => ({ ...unit, scope: 'main', study: { ...study, ...changes } })),
        codeOf: ({ name }) => code(name),
        force: false,
        threads: 1,
        ...(memoryBytes !== undefined && { memoryBytes }),
        target: { mode: 'quiet', write: () => undefined, now: () => 0, width: 80 },
      });
      return reports.filter(({ skipped }) => !skipped).map(({ stage }) => stage);
    },
    async query<Row>(text: string) {
      const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
      try {
        return await tables.sql<Row>(text);
      } finally {
        tables.close();
      }
    },
  };
}
