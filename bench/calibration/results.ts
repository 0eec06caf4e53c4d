/** The committed outcome of `make calibration`: for each condition the status of each hypothesis in every run, a letter a run, and p of the first few. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONDITIONS, type Condition, HYPOTHESES, RULE } from './conditions.ts';
import type { Run } from './run.ts';
import { LOST, NOT_ASKED } from './verdicts.ts';

export const RESULTS = fileURLToPath(new URL('../results/calibration.json', import.meta.url));

/** Runs whose p are kept, so that a change of the rule shows even where no status changes. */
const KEPT = 3;

const LETTERS: Readonly<Record<string, string>> = {
  supported: 's',
  'not supported': 'n',
  'not distinguishable': 'd',
  'not testable': 't',
  'depends on the definition': 'x',
  [LOST]: '-',
  [NOT_ASKED]: '.',
};

export interface ConditionResult extends Pick<Condition, 'name' | 'group' | 'strength' | 'runs'> {
  /** By hypothesis: s supported, n not supported, d not distinguishable, t not testable, x depends on the definition, - cannot be supported, . not asked. */
  readonly status: Readonly<Record<string, string>>;
  /** By hypothesis, of the first runs. */
  readonly p: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface Results {
  readonly rule: typeof RULE;
  readonly conditions: readonly ConditionResult[];
}

/** Of every condition the runs from the first on that have been made, at most as many as it asks for. @throws Error for a condition without any */
export function resultsOf(runs: readonly Run[]): Results {
  const found = new Map(runs.map((run) => [`${run.condition}/${run.seed}`, run]));
  const conditions = CONDITIONS.map(({ name, group, strength, runs: asked }): ConditionResult => {
    const own: Run[] = [];
    for (
      let run = found.get(`${name}/0`);
      run !== undefined && own.length < asked;
      run = found.get(`${name}/${own.length}`)
    )
      own.push(run);
    if (own.length === 0) throw new Error(`calibration: no run of ${name}`);
    const of = <T>(pick: (hypothesis: string) => T): Record<string, T> =>
      Object.fromEntries(HYPOTHESES.map((hypothesis) => [hypothesis, pick(hypothesis)]));
    const status = of((h) => own.map((run) => letterOf(run.status[h])).join(''));
    const p = of((h) => own.slice(0, KEPT).map((run) => run.p[h] ?? null));
    return { name, group, strength, runs: own.length, status, p };
  });
  return { rule: RULE, conditions };
}

export function letterOf(status: string): string {
  const letter = LETTERS[status];
  if (letter === undefined)
    throw new RangeError(`calibration: status ${status}, expected ${Object.keys(LETTERS).join(', ')}`);
  return letter;
}

export function readResults(): Results {
  return JSON.parse(readFileSync(RESULTS, 'utf8'));
}

/** Runs in which the hypothesis is supported. */
export function supported({ status }: ConditionResult, hypothesis: string): number {
  return [...status[hypothesis]].filter((letter) => letter === 's').length;
}
