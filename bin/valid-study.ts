/** A study looked at as far as that needs no model: its settings, its files, its contrast, its task. `check` and `run` begin with it. */
import { checkFiles } from '../pipeline/cooccurrence/kernels/check-files.ts';
import { checkPositions } from '../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import { checkTransfer, checkTransferTokens } from '../pipeline/cooccurrence/kernels/transfer/check-transfer.ts';
import type { CooccurrenceStudy } from '../pipeline/cooccurrence/settings.ts';
import { checkContrast, checkTask } from '../pipeline/task/kernels/check-task.ts';
import { readTask, type TaskRow } from '../pipeline/task/kernels/task-file.ts';
import type { PromptTokens } from '../src/engine/passes/prompt-tokens.ts';
import type { Subject } from '../src/engine/passes/subject.ts';
import type { Study } from '../src/run/study/study.ts';
import { instancesOfShort, readStudy, type ShortInstance } from './read-study.ts';

export interface ValidStudy {
  readonly study: Study;
  /** Of the analysis of a short study file, one for each of its dictionaries. */
  readonly instances: readonly (ShortInstance & { readonly rows: readonly TaskRow[] })[];
}

/** @throws StudyError for the first fault */
export async function validStudy(file: string, overrides: readonly string[]): Promise<ValidStudy> {
  const study = await readStudy(file, overrides);
  checkFiles(study);
  checkContrast(study);
  const instances = await instancesOfShort(study);
  // The task is the same for all, and so is what an analysis asks of it.
  const [first] = instances;
  const rows = first === undefined ? [] : readTask(first.study.task.file);
  if (first !== undefined) checkTask(first.study, rows);
  for (const instance of instances) checkTransfer(instance.study);
  return { study, instances: instances.map((instance) => ({ ...instance, rows })) };
}

/** The prompts as tokens. @throws StudyError for a row that is none, or a position to steer that no prompt has */
export async function validPrompts(
  study: CooccurrenceStudy,
  rows: readonly TaskRow[],
  subject: Subject,
): Promise<PromptTokens[]> {
  const { tokenisePrompts } = await import('../src/engine/passes/prompt-tokens.ts');
  const { model, sae } = subject;
  const tokenizer = await subject.tokenizer();
  const prompts = tokenisePrompts(rows, tokenizer, model.config, sae.config.prependBos, study.task.file);
  checkPositions(
    study,
    prompts.map(({ tokens }) => tokens.length),
  );
  await checkTransferTokens(study, subject);
  return prompts;
}
