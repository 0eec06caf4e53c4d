/** Three tiny stages over real tables, for tests of the runner: prompt-free, with work that can be made to fail. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOptions } from '../../src/run/runner.ts';
import type { Stage } from '../../src/run/stage.ts';
import type { Study } from '../../src/run/study/study.ts';
import { parseStudy } from '../study.ts';

export interface Fakes {
  readonly stages: readonly Stage[];
  /** Names of the stages that ran, in order. */
  readonly ran: string[];
  /** What the edge stage does after it has written: a killed process is an error here. */
  afterEdges: () => void;
}

export function fakeStages(): Fakes {
  const fakes: { -readonly [K in keyof Fakes]: Fakes[K] } = { stages: [], ran: [], afterEdges: () => undefined };
  const correlate: Stage = {
    name: 'correlate',
    reads: [],
    writes: ['correlation'],
    parameters: (study) => ({ seed: study.seed }),
    files: (study) => [study.task.file],
    async run({ tables, study }) {
      fakes.ran.push('correlate');
      await tables.replace('correlation', {
        feature_a: [0, 0],
        feature_b: [1, 2],
        r: [0.9, 0.1 * study.seed],
        n: [10, 10],
        p: [0.1, 0.1],
        q: [0.1, 0.1],
      });
    },
  };
  const network: Stage = {
    name: 'network',
    reads: ['correlation'],
    writes: ['edge'],
    parameters: (study) => ({ threshold: study.network.threshold }),
    async run({ tables, study, note }) {
      fakes.ran.push('network');
      const rows = await tables.sql<{ feature_a: number; feature_b: number; r: number }>(
        'SELECT * FROM correlation ORDER BY ALL',
      );
      const edges = rows.filter(({ r }) => r > study.network.threshold);
      await tables.replace('edge', {
        feature_a: edges.map((edge) => edge.feature_a),
        feature_b: edges.map((edge) => edge.feature_b),
        r: edges.map((edge) => edge.r),
      });
      note(`${edges.length} edges`);
      fakes.afterEdges();
    },
  };
  const report: Stage = {
    name: 'report',
    reads: ['edge'],
    writes: [],
    parameters: () => ({}),
    outputs: (out) => [join(out, 'report.txt')],
    async run({ out }) {
      fakes.ran.push('report');
      writeFileSync(join(out, 'report.txt'), 'done');
    },
  };
  fakes.stages = [correlate, network, report];
  return fakes;
}

/** A study file in `folder` with its task; the model is never read by these stages. */
export function fakeStudy(folder: string, overrides: readonly string[] = []): Study {
  const task = join(folder, 'task.csv');
  if (!existsSync(task)) writeFileSync(task, 'prompt,answer\np,a\nq,b\n');
  const text = 'name: fake\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: task.csv }\n';
  return parseStudy(text, join(folder, 'fake.yaml'), overrides);
}

export function runOptions(study: Study, out: string, fakes: Fakes, more: Partial<RunOptions> = {}): RunOptions {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  return { study, out, stages: fakes.stages, codeOf: () => 'code', force: false, threads: 1, target, ...more };
}
