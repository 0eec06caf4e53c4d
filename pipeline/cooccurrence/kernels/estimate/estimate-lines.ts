/** The estimate of a study as lines of text. */
import { formatBytes } from '../../../../src/memory-budget.ts';
import { formatSeconds } from '../../../../src/progress.ts';
import type { Machine, StageEstimate } from './cost-model.ts';
import type { Counts, Evaluations, Workload } from './workload.ts';

export interface EstimateText {
  readonly stages: readonly StageEstimate[];
  readonly machine: Machine;
  readonly counts: Counts;
  readonly work: Pick<Workload, 'steer' | 'interaction' | 'relevance'>;
  /** Whether an earlier run gave the counts. */
  readonly counted: boolean;
}

export function estimateLines({ stages, machine, counts, work, counted }: EstimateText): string {
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const most = stages.reduce((best, { nBytes }) => Math.max(best, nBytes), 0);
  const threads = `${machine.threads} ${machine.threads === 1 ? 'thread' : 'threads'}`;
  const features = `${counts.selected} selected features, ${counts.kept} of them in ${counts.clusters} kept clusters`;
  const source = counted ? 'as in the last run' : 'assumed';
  const row = (name: string, seconds: number, nBytes: number): string =>
    `  ${name.padEnd(12)}${formatSeconds(seconds).padStart(12)}${formatBytes(nBytes).padStart(10)}`;
  const evaluations = new Map<string, Evaluations>([
    ['steer', work.steer],
    ['interaction', work.interaction],
    ['relevance', work.relevance],
  ]);
  const amount = (name: string): string => {
    const { count, rows } = evaluations.get(name) ?? { count: 0, rows: 0 };
    return count === 0 ? '' : `   ${count.toLocaleString('en')} evaluations of ${(rows / count).toFixed(1)} positions`;
  };
  return [
    `estimate for ${threads} at ${Math.round(machine.rate / 1e9)} GFLOP/s; ${features} (${source}), ${counts.steered} steered prompts:`,
    ...stages.map(({ stage, seconds, nBytes }) => row(stage, seconds, nBytes) + amount(stage)),
    row('in all', total, most),
    'Half to twice as long; less, once nothing else runs. "network" is load to anova, "statistics" the stages after steering.',
    '',
  ].join('\n');
}
