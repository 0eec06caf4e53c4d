/** `cofire check STUDY.yaml`: everything that can be found wrong without running. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { cannotDecide } from '../../pipeline/cooccurrence/claims/cannot-decide.ts';
import { estimateStudy } from '../../pipeline/cooccurrence/kernels/estimate/estimate-study.ts';
import { openLabels } from '../../pipeline/cooccurrence/kernels/names/labels-file.ts';
import { hubEnvironment } from '../../src/engine/hub/environment.ts';
import { sparsityNote } from '../../src/engine/hub/sparsity-note.ts';
import { siteText } from '../../src/engine/model/site.ts';
import { openSubject } from '../../src/engine/passes/subject.ts';
import { StudyError } from '../../src/errors.ts';
import { otherStudyIn } from '../../src/run/folder-of-study.ts';
import { filesNotes } from '../files-notes.ts';
import { type ValidStudy, validPrompts, validStudy } from '../valid-study.ts';

interface CheckFlags {
  readonly set: readonly string[];
  readonly threads: number;
  readonly memory: number;
  readonly out?: string;
  readonly fixTask?: string;
}

export async function check(file: string, flags: CheckFlags): Promise<void> {
  const { fixTask: fixed } = flags;
  if (fixed !== undefined) {
    const { fixTask } = await import('../fix-task.ts');
    process.stdout.write(await fixTask(file, flags.set, fixed));
  }
  const set = fixed === undefined ? flags.set : [...flags.set, `task.file=${JSON.stringify(resolve(fixed))}`];
  const { study, instances, notes: remarks } = await validStudy(file, set);
  const folder = resolve(flags.out ?? join('runs', study.name));
  const other = otherStudyIn(folder, study);
  const notes = [
    ...remarks,
    ...(other === undefined ? [] : [`a run there is refused: ${new StudyError(other).message}`]),
  ];
  const earlier = other === undefined ? folder : undefined;
  for (const [place, instance] of instances.entries()) {
    const found = await describe(instance, flags, earlier);
    if (place === 0) process.stdout.write(`${found.shared}${notes.map((note) => `note: ${note}\n`).join('')}`);
    process.stdout.write(instances.length > 1 ? `\n${instance.dictionary}:\n${found.own}` : found.own);
  }
  if (instances.length === 0) process.stdout.write(`${study.name}: fine\n`);
}

/** What is the same for every dictionary, and what is of this one. */
async function describe(
  { study, rows, scope }: ValidStudy['instances'][number],
  { threads, memory: memoryBytes }: CheckFlags,
  earlier: string | undefined,
): Promise<{ readonly shared: string; readonly own: string }> {
  const inputs = await openSubject(study);
  const { model, sae, centering } = inputs;
  const prompts = await validPrompts(study, rows, inputs);
  const tokenizer = await inputs.tokenizer();
  const longest = Math.max(...prompts.map(({ tokens }) => tokens.length));
  const answers = new Set(rows.map(({ answer }) => answer)).size;
  const templates = new Set(rows.map(({ template }) => template)).size;
  const counts = `${counted(rows.length, 'prompt')} of up to ${counted(longest, 'token')}, ${counted(answers, 'answer')}, ${counted(templates, 'template')}`;
  const parameters = Math.round(parametersOf(model.tensors) / 1e5) / 10;
  const bos = sae.config.prependBos ? JSON.stringify(tokenizer.decode([tokenizer.bosTokenId ?? 0])) : 'no BOS';
  const { family, config } = model;
  const hubNote = sparsityNote(study, hubEnvironment(process.env, homedir()));
  const labels = study.labels?.file === undefined ? [] : openLabels(study.labels.file, sae.config.dSae).notes;
  const files = await filesNotes(study, inputs);
  const notes = [...(hubNote === null ? [] : [hubNote]), ...files, ...labels, ...cannotDecide(study, rows.length)];
  const task = prompts.map(({ tokens }, i) => ({ tokens, stratum: rows[i].stratum }));
  return {
    shared: `${study.name}: fine (preset ${study.preset}; ${counts})
model: ${family.title}, ${config.nLayers} layers ${config.dModel} wide, ${parameters} million parameters
`,
    own: `sae: ${sae.config.dSae} features at ${siteText(sae.config.reads)}, ${sae.config.architecture}, residual ${centering.center ? 'centred' : 'as it is'} (${centering.from}), ${bos} before every prompt
${notes.map((text) => `note: ${text}\n`).join('')}${await estimateStudy(study, inputs, task, { threads, memoryBytes, out: earlier, scope })}`,
  };
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function parametersOf(tensors: ReadonlyMap<string, { readonly shape: readonly number[] }>): number {
  return [...tensors.values()].reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
}
