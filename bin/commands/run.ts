/** `cofire run STUDY.yaml`: runs the stages of a study that are not up to date. */
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { type VerdictLine, verdictTable } from '../../pipeline/cooccurrence/claims/verdict-table.ts';
import { checkFiles } from '../../pipeline/cooccurrence/kernels/check-files.ts';
import { checkPositions } from '../../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import { checkTask } from '../../pipeline/task/kernels/check-task.ts';
import { readTask, type TaskRow } from '../../pipeline/task/kernels/task-file.ts';
import { formatSeconds, standardError } from '../../src/progress.ts';
import { STAGE_NAMES, type StageName } from '../../src/run/stage.ts';
import type { Study } from '../../src/run/study/study.ts';
import { suggest } from '../../src/run/study/suggest.ts';
import { readStudy } from '../read-study.ts';
import { memoryOption, parseThreads } from '../run-limits.ts';
import { setOption } from '../set-option.ts';

const EXAMPLES = `
Stages: ${STAGE_NAMES.join(', ')}.
A stage whose settings, code and inputs are unchanged is skipped, so a run that was stopped goes on where it was.
A run that ends before the last stage (--to) leaves the tables of later stages as they were; where those are of other
settings, run.json lists the stages under outdated, and the report says so.

Examples:
  cofire run studies/sports.yaml
  cofire run studies/sports.yaml --to network
  cofire run studies/sports.yaml --from steer --force
  cofire run studies/sports-gpt2.yaml --threads 4 --memory 8GiB
  cofire run studies/sports.yaml --set steering.factors='[1, 10]' --set nulls.replicates=200`;

interface RunFlags {
  readonly out?: string;
  readonly from?: StageName;
  readonly to?: StageName;
  readonly force: boolean;
  readonly threads: number;
  readonly memory: number;
  readonly set: readonly string[];
  readonly quiet: boolean;
}

export function addRun(program: Command): Command {
  return program
    .command('run')
    .description('run a study')
    .argument('<study>', 'study file')
    .option('--out <folder>', 'run folder (default: runs/<name of the study>)')
    .option('--from <stage>', 'first stage; earlier ones must be up to date', parseStage)
    .option('--to <stage>', 'last stage', parseStage)
    .option('--force', 'run stages although nothing has changed', false)
    .option('--threads <n>', 'threads for the model and the kernels', parseThreads, availableParallelism())
    .addOption(memoryOption('memory that the run may use'))
    .addOption(setOption())
    .option('--quiet', 'no progress and no status lines', false)
    .addHelpText('after', EXAMPLES)
    .action(run);
}

async function run(file: string, flags: RunFlags): Promise<void> {
  const study = await readStudy(file, flags.set);
  checkFiles(study);
  const rows = readTask(study.task.file);
  checkTask(study, rows);
  if (typeof study.steering.positions !== 'string') checkPositions(study, await promptLengths(study, rows));
  const out = resolve(flags.out ?? join('runs', study.name));
  const target = standardError(flags.quiet);
  const start = target.now();
  // Loaded late: the runtimes behind the stages take longer to load than all the rest, and help needs none of them.
  const { codeHash } = await import('../../src/run/code-hash.ts');
  const { STAGES } = await import('../../pipeline/order.ts');
  const { runStudy } = await import('../../src/run/runner.ts');
  const codeOf = ({ name }: { name: StageName }) =>
    codeHash(
      fileURLToPath(
        new URL(`../../pipeline/${name === 'evaluate' ? 'task' : 'cooccurrence'}/stages/${name}.ts`, import.meta.url),
      ),
    );
  const { from, to, force, threads, memory: memoryBytes } = flags;
  const reports = await runStudy({ study, out, stages: STAGES, codeOf, from, to, force, threads, memoryBytes, target });
  if (flags.quiet) return;
  const ran = reports.filter(({ skipped }) => !skipped).length;
  const near = relative(process.cwd(), out);
  const place = near === '' || near.startsWith('..') ? out : near;
  target.write(`${place}: ${ran} of ${reports.length} stages run in ${formatSeconds(target.now() - start)}\n`);
  if (reports.some(({ stage }) => stage === 'verdict')) await printVerdicts(out);
}

async function promptLengths(study: Study, rows: readonly TaskRow[]): Promise<number[]> {
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
  process.stdout.write(verdictTable(await tables.query<VerdictLine>('report_verdict')));
  tables.close();
}

function parseStage(value: string): StageName {
  if ((STAGE_NAMES as readonly string[]).includes(value)) return value as StageName;
  const near = suggest(value, STAGE_NAMES);
  const fix = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new InvalidArgumentError(`Expected one of ${STAGE_NAMES.join(', ')}.${fix}`);
}
