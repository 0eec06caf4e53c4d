/** `cofire check STUDY.yaml`: everything that can be found wrong without running. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkFiles } from '../../pipeline/cooccurrence/kernels/check-files.ts';
import { checkPositions } from '../../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import type { CooccurrenceStudy } from '../../pipeline/cooccurrence/settings.ts';
import { checkContrast } from '../../pipeline/task/kernels/check-contrast.ts';
import { checkTask } from '../../pipeline/task/kernels/check-task.ts';
import { readTask } from '../../pipeline/task/kernels/task-file.ts';
import { hubEnvironment } from '../../src/engine/hub/environment.ts';
import { siteText } from '../../src/engine/model/site.ts';
import { instancesOfShort, readStudy } from '../read-study.ts';

interface CheckFlags {
  readonly set: readonly string[];
  readonly threads: number;
  readonly memory: number;
  readonly out?: string;
}

export async function check(file: string, flags: CheckFlags): Promise<void> {
  const study = await readStudy(file, flags.set);
  checkFiles(study);
  checkContrast(study);
  const instances = await instancesOfShort(study);
  for (const [place, instance] of instances.entries()) await checkInstance(instance, place === 0, flags);
  if (instances.length === 0) process.stdout.write(`${study.name}: fine\n`);
}

/** @param first whether the model and the task are still to be described: they are the same for every dictionary */
async function checkInstance(study: CooccurrenceStudy, first: boolean, flags: CheckFlags): Promise<void> {
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
  if (first)
    process.stdout.write(
      `${study.name}: fine (preset ${study.preset}; ${counts})
model: ${family.title}, ${config.nLayers} layers ${config.dModel} wide, ${parameters} million parameters
`,
    );
  process.stdout.write(
    `sae: ${sae.config.dSae} features at ${siteText(sae.config.reads)}, ${sae.config.architecture}, residual ${centering.center ? 'centred' : 'as it is'} (${centering.from}), ${bos} before every prompt
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
