/** `cofire check STUDY.yaml`: everything that can be found wrong without running. */
import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkFiles } from '../../pipeline/cooccurrence/kernels/check-files.ts';
import { checkPositions } from '../../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import { checkTask } from '../../pipeline/task/kernels/check-task.ts';
import { readTask } from '../../pipeline/task/kernels/task-file.ts';
import { hubEnvironment } from '../../src/engine/hub/environment.ts';
import { readStudy } from '../read-study.ts';
import { memoryOption, parseThreads } from '../run-limits.ts';
import { setOption } from '../set-option.ts';

const EXAMPLES = `
Looks at the settings, the task, the files of model, tokenizer and SAE and whether they fit together, and at every
answer's token. Prints what was found and what a run will take when nothing is wrong, else the first fault with how to
mend it (exit status 2).

Examples:
  cofire check studies/sports.yaml
  cofire check studies/sports.yaml --set attribution.contrast=foil
  cofire check studies/sports-gpt2.yaml --threads 4 --memory 8GiB`;

export function addCheck(program: Command): Command {
  return program
    .command('check')
    .description('validate a study without running it')
    .argument('<study>', 'study file')
    .option('--out <folder>', 'an earlier run, for the estimate (default: runs/<name of the study>)')
    .option('--threads <n>', 'threads of the estimate', parseThreads, availableParallelism())
    .addOption(memoryOption('memory of the estimate'))
    .addOption(setOption())
    .addHelpText('after', EXAMPLES)
    .action(check);
}

interface CheckFlags {
  readonly set: readonly string[];
  readonly threads: number;
  readonly memory: number;
  readonly out?: string;
}

async function check(file: string, flags: CheckFlags): Promise<void> {
  const study = await readStudy(file, flags.set);
  checkFiles(study);
  const rows = readTask(study.task.file);
  checkTask(study, rows);
  const { openSubject } = await import('../../src/engine/passes/subject.ts');
  const { tokenisePrompts } = await import('../../src/engine/passes/prompt-tokens.ts');
  const inputs = await openSubject(study);
  const { model, sae, centering } = inputs;
  const tokenizer = await inputs.tokenizer();
  const prompts = tokenisePrompts(rows, tokenizer, model.config, sae.config.prependBos, study.task.file);
  const lengths = prompts.map(({ tokens }) => tokens.length);
  checkPositions(study, lengths);
  const longest = Math.max(...lengths);
  const answers = new Set(rows.map(({ answer }) => answer)).size;
  const templates = new Set(rows.map(({ template }) => template)).size;
  const counts = `${counted(rows.length, 'prompt')} of up to ${counted(longest, 'token')}, ${counted(answers, 'answer')}, ${counted(templates, 'template')}`;
  const parameters = Math.round(parametersOf(model.tensors) / 1e5) / 10;
  const bos = sae.config.prependBos ? JSON.stringify(tokenizer.decode([tokenizer.bosTokenId ?? 0])) : 'no BOS';
  const { family, config } = model;
  process.stdout.write(
    `${study.name}: fine (preset ${study.preset}; ${counts})
model: ${family.title}, ${config.nLayers} layers ${config.dModel} wide, ${parameters} million parameters
sae: ${sae.config.dSae} features at ${sae.config.hook.name}, ${sae.config.architecture}, residual ${centering.center ? 'centred' : 'as it is'} (${centering.from}), ${bos} before every prompt
`,
  );
  const { sparsityNote } = await import('../../src/engine/hub/sparsity-note.ts');
  const note = sparsityNote(study, hubEnvironment(process.env, homedir()));
  if (note !== null) process.stdout.write(`note: ${note}\n`);
  const { estimateStudy } = await import('../../pipeline/cooccurrence/kernels/estimate/estimate-study.ts');
  const task = prompts.map(({ tokens }, i) => ({ tokens, stratum: rows[i].stratum }));
  const { threads, memory: memoryBytes } = flags;
  const out = resolve(flags.out ?? join('runs', study.name));
  process.stdout.write(await estimateStudy(study, inputs, task, { threads, memoryBytes, out }));
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function parametersOf(tensors: ReadonlyMap<string, { readonly shape: readonly number[] }>): number {
  return [...tensors.values()].reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
}
