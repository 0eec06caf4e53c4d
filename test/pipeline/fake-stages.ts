/** Two tiny stages over real tables and a closing file, for tests of the runner: prompt-free, with work that can be made to fail. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Unit } from '../../src/run/analysis.ts';
import type { Closing } from '../../src/run/closing.ts';
import type { RunOptions } from '../../src/run/runner.ts';
import { type Stage, stage } from '../../src/run/stage.ts';
import { file, rows } from '../../src/run/stage-input.ts';
import { parseStudy, type ShortStudy } from '../study.ts';

export interface Fakes {
  readonly stages: readonly Stage[];
  readonly closing: Closing;
  /** Names of the stages that ran, in order. */
  readonly ran: string[];
  /** What the edge stage does after it has found them: a killed process is an error here. */
  afterEdges: () => void;
}

export function fakeStages(): Fakes {
  const ran: string[] = [];
  const fakes: Fakes = {
    ran,
    afterEdges: () => undefined,
    stages: [
      stage({
        name: 'correlate',
        module: import.meta.url,
        settings: ({ seed }: ShortStudy) => ({ seed }),
        reads: { task: file(({ task }: ShortStudy) => task.file) },
        writes: ['correlation'],
        run({ seed }) {
          ran.push('correlate');
          const row = { feature_a: 0, n: 10, p: 0.1, q: 0.1 };
          return {
            correlation: [
              { ...row, feature_b: 1, r: 0.9 },
              { ...row, feature_b: 2, r: 0.1 * seed },
            ],
          };
        },
      }),
      stage({
        name: 'network',
        module: import.meta.url,
        settings: ({ network: { threshold } }: ShortStudy) => ({ threshold }),
        reads: { pairs: rows<{ feature_a: number; feature_b: number; r: number }>('network_correlation') },
        writes: ['edge'],
        run({ threshold }, { pairs }, { note }) {
          ran.push('network');
          const edge = pairs
            .filter(({ r }) => r > threshold)
            .map(({ feature_a, feature_b, r }) => ({ feature_a, feature_b, r }));
          note(`${edge.length} edges`);
          fakes.afterEdges();
          return { edge };
        },
      }),
    ],
    closing: {
      name: 'report',
      code: 'code',
      files: ['report.txt'],
      async write(out) {
        ran.push('report');
        writeFileSync(join(out, 'report.txt'), 'done');
      },
    },
  };
  return fakes;
}

/** A study file in `folder` with its task; the model is never read by these stages. */
export function fakeStudy(folder: string, overrides: readonly string[] = []): ShortStudy {
  const task = join(folder, 'task.csv');
  if (!existsSync(task)) writeFileSync(task, 'prompt,answer\np,a\nq,b\n');
  const text = 'name: fake\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: task.csv }\n';
  return parseStudy(text, join(folder, 'fake.yaml'), overrides);
}

/** Stages as the units of a study with one instance of one analysis. */
export function fakeUnits(study: ShortStudy, stages: readonly Stage[]): Unit[] {
  return stages.map((stage) => ({ analysis: 'fake', scope: 'main', study, stage }));
}

export function runOptions(study: ShortStudy, out: string, fakes: Fakes, more: Partial<RunOptions> = {}): RunOptions {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const units = fakeUnits(study, fakes.stages);
  const { closing } = fakes;
  return { study, out, units, codeOf: () => 'code', force: false, threads: 1, target, closing, ...more };
}
