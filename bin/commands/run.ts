/** `cofire run STUDY.yaml`: runs the stages of a study that are not up to date. */
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type VerdictLine, verdictTable } from '../../pipeline/cooccurrence/claims/verdict-table.ts';
import { checkFiles } from '../../pipeline/cooccurrence/kernels/check-files.ts';
import { checkPositions } from '../../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import type { CooccurrenceStudy } from '../../pipeline/cooccurrence/settings.ts';
import { checkContrast, checkTask } from '../../pipeline/task/kernels/check-task.ts';
import { readTask, type TaskRow } from '../../pipeline/task/kernels/task-file.ts';
import { formatSeconds, standardError } from '../../src/progress.ts';
import { instancesOfShort, readStudy } from '../read-study.ts';

interface RunFlags {
  readonly out?: string;
  readonly from?: string;
  readonly to?: string;
  readonly force: boolean;
  readonly threads: number;
  readonly memory: number;
  readonly set: readonly string[];
  readonly quiet: boolean;
}

export async function run(file: string, flags: RunFlags): Promise<void> {
  const study = await readStudy(file, flags.set);
  checkFiles(study);
  checkContrast(study);
  for (const instance of await instancesOfShort(study)) await checkBeforeRun(instance);
  const out = resolve(flags.out ?? join('runs', study.name));
  const target = standardError(flags.quiet);
  const start = target.now();
  // Loaded late: the runtimes behind the stages take longer to load than all the rest, and help needs none of them.
  const { codeHash } = await import('../../src/run/code-hash.ts');
  const analyses = await import('../../pipeline/analyses.ts');
  const { unitsOf } = await import('../../src/run/units.ts');
  const { runStudy } = await import('../../src/run/runner.ts');
  const { closingReport } = await import('../../reports/closing-report.ts');
  const codeOf = ({ module }: { readonly module: string }): string => codeHash(fileURLToPath(module));
  const units = unitsOf(study, Object.values(analyses));
  const { from, to, force, threads, memory: memoryBytes } = flags;
  const closing = await closingReport(study, Object.values(analyses), codeOf);
  const reports = await runStudy({ study, out, units, codeOf, from, to, force, threads, memoryBytes, target, closing });
  if (flags.quiet) return;
  const ran = reports.filter(({ skipped }) => !skipped).length;
  const near = relative(process.cwd(), out);
  const place = near === '' || near.startsWith('..') ? out : near;
  target.write(`${place}: ${ran} of ${reports.length} stages run in ${formatSeconds(target.now() - start)}\n`);
  if (reports.some(({ stage }) => stage === 'verdict')) await printVerdicts(out);
}

/** Refuses what only a late stage would meet. */
async function checkBeforeRun(study: CooccurrenceStudy): Promise<void> {
  const rows = readTask(study.task.file);
  checkTask(study, rows);
  if (typeof study.steering.positions !== 'string') checkPositions(study, await promptLengths(study, rows));
}

async function promptLengths(study: CooccurrenceStudy, rows: readonly TaskRow[]): Promise<number[]> {
  const { openSubject } = await import('../../src/engine/passes/subject.ts');
  const { tokenisePrompts } = await import('../../src/engine/passes/prompt-tokens.ts');
  const { model, sae, tokenizer } = await openSubject(study);
  const { prependBos } = sae.config;
  const prompts = tokenisePrompts(rows, await tokenizer(), model.config, prependBos, study.task.file);
  return prompts.map(({ tokens }) => tokens.length);
}

async function printVerdicts(out: string): Promise<void> {
  const { Tables } = await import('../../src/run/tables/tables.ts');
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  process.stdout.write(verdictTable(await tables.query<VerdictLine>('verdicts')));
  tables.close();
}
