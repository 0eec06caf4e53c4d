/** `cofire run STUDY.yaml`: runs the stages of a study that are not up to date. */
import { join, relative, resolve } from 'node:path';
import { openSubject } from '../../src/engine/passes/subject.ts';
import { formatSeconds, standardError } from '../../src/progress.ts';
import { refuseOtherStudy } from '../../src/run/folder-of-study.ts';
import type { Study } from '../../src/run/study/study.ts';
import { validPrompts, validStudy } from '../valid-study.ts';
import { type VerdictLine, verdictTable } from '../verdict-table.ts';

interface RunFlags {
  readonly out?: string;
  readonly from?: string;
  readonly to?: string;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly threads: number;
  readonly memory: number;
  readonly set: readonly string[];
  readonly quiet: boolean;
}

export async function run(file: string, flags: RunFlags): Promise<void> {
  const { study, instances } = await validStudy(file, flags.set);
  for (const instance of instances) {
    if (typeof instance.study.steering.positions === 'string' && instance.study.labels?.file === undefined) continue;
    // Refuses what only a late stage would meet.
    await validPrompts(instance.study, instance.rows, await openSubject(instance.study));
  }
  const out = resolve(flags.out ?? join('runs', study.name));
  refuseOtherStudy(out, study, flags.force);
  if (flags.dryRun) return await dryRun(out, study, flags.force);
  const target = standardError(flags.quiet);
  const start = target.now();
  // Loaded late: the runtimes behind the stages take longer to load than all the rest, and help needs none of them.
  const { stageCode } = await import('../../src/run/code-hash.ts');
  const analyses = await import('../../pipeline/analyses.ts');
  const { unitsOf } = await import('../../src/run/units.ts');
  const { runStudy } = await import('../../src/run/runner.ts');
  const { closingReport } = await import('../../reports/closing-report.ts');
  const codeOf = stageCode();
  const units = unitsOf(study, Object.values(analyses));
  const { from, to, force, threads, memory: memoryBytes } = flags;
  const closing = await closingReport(study, Object.values(analyses), codeOf);
  const reports = await runStudy({ study, out, units, codeOf, from, to, force, threads, memoryBytes, target, closing });
  if (flags.quiet) return;
  const ran = reports.filter(({ skipped }) => !skipped).length;
  const near = relative(process.cwd(), out);
  const place = near === '' || near.startsWith('..') ? out : near;
  target.write(`${place}: ${ran} of ${reports.length} stages run in ${formatSeconds(target.now() - start)}\n`);
  const telling = new Set(units.filter(({ stage }) => stage.writes.includes('verdict')).map(({ stage }) => stage.name));
  if (reports.some(({ stage }) => telling.has(stage)))
    await printVerdicts(out, (analysis) => {
      const on = study.analyses[analysis]?.on ?? [];
      return on.length > 1 ? on[0] : undefined;
    });
  const isReported = reports.some(({ stage }) => stage === closing.name);
  if (isReported) target.write(`report: ${join(place, 'report', 'index.html')}\n`);
}

/** A line for each stage that would run, and how many are current. */
async function dryRun(out: string, study: Study, force: boolean): Promise<void> {
  const { statesOf } = await import('../states-of.ts');
  const states = await statesOf(out, study);
  const due = states.filter(({ state }) => force || state !== 'current');
  for (const { stage, scope, state, why } of due)
    process.stdout.write(
      `${(scope === 'main' ? stage : `${scope}.${stage}`).padEnd(16)}${state === 'current' ? 'forced' : (why ?? state)}\n`,
    );
  process.stdout.write(
    `${out}: ${due.length} of ${states.length} stages would be run, then the report; nothing was written\n`,
  );
}

/** @param firstOf the first dictionary that an analysis is on, where it is on several */
async function printVerdicts(out: string, firstOf: (analysis: string) => string | undefined): Promise<void> {
  const { Tables } = await import('../../src/run/tables/tables.ts');
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  try {
    process.stdout.write(verdictTable(await tables.query<VerdictLine>('verdicts'), firstOf));
  } finally {
    tables.close();
  }
}
