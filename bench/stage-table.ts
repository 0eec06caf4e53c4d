/** The tables of docs/speed.md's section "Every stage at three sizes", made of bench/results/stages.json, which stages.ts writes. */
import { withPart } from './page-part.ts';
import { slope } from './slope.ts';

/** Values at three sizes, ascending. */
export interface Sized {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly values: readonly number[];
}

export interface Stages {
  /** Seconds of the processor of each stage of the bundled study, by prompts. */
  readonly study: readonly Sized[];
  /** The same of a whole dictionary on 1,000 prompts, by features. */
  readonly dictionary: readonly Sized[];
  readonly memory: readonly number[];
  /** Blocked numpy finding the same edges: its processor's seconds, and how many times its time by the clock the stages took. */
  readonly numpy?: { readonly cpu: readonly number[]; readonly clock: readonly number[] };
  /** Steps of greedy modularity over edges, by edges of each shape of graph. */
  readonly shapes: readonly (Sized & { readonly seconds: readonly number[] })[];
}

export function stageTable({ study, dictionary, memory, numpy, shapes }: Stages): string {
  const prompts = table('stage of the bundled study, CPU seconds', 'prompts', study, (value) => value.toFixed(2));
  const features = table('stage, whole dictionary on 1,000 prompts, CPU seconds', 'features', dictionary, (value) => value.toFixed(1)); // biome-ignore format: one line
  const whole = dictionary[0].sizes.map((_, k) => dictionary.reduce((sum, { values }) => sum + values[k], 0));
  const row = (what: string, values: readonly number[]): string =>
    `| ${[what, ...values.map((value) => `${value.toFixed(2)} ×`)].join(' | ')} | |`;
  const beside =
    numpy === undefined
      ? []
      : [
          row(
            'all, of blocked numpy’s for the same edges',
            whole.map((seconds, k) => seconds / numpy.cpu[k]),
          ),
          row('the same by the clock', numpy.clock),
        ];
  const peak = `| memory, GiB | ${memory.map((gib) => gib.toFixed(2)).join(' | ')} | |`;
  const steps = table('greedy modularity, steps an edge', 'edges', shapes, (value) => value.toFixed(0));
  return [prompts, '', features, ...beside, peak, '', steps, ''].join('\n');
}

/** Growth is the slope of log value against log size. Steps an edge grow as 1 less than steps. */
function table(what: string, size: string, rows: readonly Sized[], format: (value: number) => string): string {
  const sizes = rows[0].sizes.map((own) => `${own.toLocaleString('en')} ${size}`);
  const head = [`| ${[what, ...sizes, 'growth'].join(' | ')} |`, `| ${['---', ...sizes.map(() => '---'), '---'].join(' | ')} |`]; // biome-ignore format: one line
  const lines = rows.map(({ name, sizes: own, values }) => {
    const growth = slope(own.map((at, k) => [at, values[k]]));
    return `| ${[name, ...values.map(format), growth.toFixed(2)].join(' | ')} |`;
  });
  return [...head, ...lines].join('\n');
}

/** docs/speed.md with these tables. */
export function withStages(page: string, stages: Stages): string {
  return withPart(page, 'docs/speed.md', 'stages', stageTable(stages));
}
