/**
 * One process of `make calibration`: computes every run whose number leaves `part` when divided by `parts` and that no process has
 * computed yet, and appends it to a file of its own as a line of JSON. Ended at any moment, it is continued by starting it again.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONDITIONS, type Condition, HYPOTHESES, RULE } from './conditions.ts';
import { worldVerdicts } from './verdicts.ts';
import { PLAIN, syntheticWorld } from './world.ts';

export interface Run {
  readonly condition: string;
  readonly seed: number;
  /** By hypothesis. */
  readonly status: Readonly<Record<string, string>>;
  /** By hypothesis; null where there is none. */
  readonly p: Readonly<Record<string, number | null>>;
}

/** Runs computed so far. */
export function readRuns(folder: string): Run[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  return files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      // A process that was ended may have left half a line.
      .filter((line) => line.endsWith('}'))
      .map((line): Run => JSON.parse(line)),
  );
}

export async function computeRun(
  { change, effectAlone }: Pick<Condition, 'change' | 'effectAlone'>,
  seed: number,
): Promise<Omit<Run, 'condition'>> {
  const rows = await worldVerdicts(syntheticWorld({ ...PLAIN, ...change, seed }), { ...RULE, effectAlone });
  const of = <T>(pick: (row: (typeof rows)[number]) => T): Record<string, T> =>
    Object.fromEntries(rows.filter(({ hypothesis }) => (HYPOTHESES as readonly string[]).includes(hypothesis)).map((row) => [row.hypothesis, pick(row)])); // biome-ignore format: one line
  return { seed, status: of((row) => row.status), p: of(({ p }) => (Number.isNaN(p) ? null : p)) };
}

if (process.argv[1] === import.meta.filename) {
  const [folder, part, parts] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
  const done = new Set(readRuns(folder).map(({ condition, seed }) => `${condition}/${seed}`));
  const file = join(folder, `${part}-${process.pid}.jsonl`);
  // The same share of every condition at any time, so that whatever is done by then is spread over them.
  const jobs = CONDITIONS.flatMap((condition) =>
    Array.from({ length: condition.runs }, (_, seed) => ({ ...condition, seed, share: seed / condition.runs })),
  ).sort((a, b) => a.share - b.share);
  for (const [number, { name, seed, ...condition }] of jobs.entries()) {
    if (number % parts !== part || done.has(`${name}/${seed}`)) continue;
    appendFileSync(file, `${JSON.stringify({ condition: name, ...(await computeRun(condition, seed)) })}\n`);
  }
}
