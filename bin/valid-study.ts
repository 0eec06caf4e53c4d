/** A study looked at as far as that needs no model: its settings, its files, its contrast, its task. `check` and `run` begin with it. */
import { basename } from 'node:path';
import { checkFiles } from '../pipeline/cooccurrence/kernels/check-files.ts';
import { openLabels } from '../pipeline/cooccurrence/kernels/names/labels-file.ts';
import { checkPositions } from '../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import { checkTransfer, checkTransferTokens } from '../pipeline/cooccurrence/kernels/transfer/check-transfer.ts';
import type { CooccurrenceStudy } from '../pipeline/cooccurrence/settings.ts';
import { checkContrast, checkTask } from '../pipeline/task/kernels/check-task.ts';
import { taskFaults } from '../pipeline/task/kernels/task-faults.ts';
import { FIX, openTask, type TaskFile, type TaskRow } from '../pipeline/task/kernels/task-file.ts';
import { type PromptTokens, tokeniseRows } from '../src/engine/passes/prompt-tokens.ts';
import { openSubject, type Subject } from '../src/engine/passes/subject.ts';
import { StudyError } from '../src/errors.ts';
import { type RowFault, refuseFaults } from '../src/fault-list.ts';
import type { Study } from '../src/run/study/study.ts';
import { instancesOfShort, readStudy, type ShortInstance } from './read-study.ts';

export interface ValidStudy {
  readonly study: Study;
  /** Of the analysis of a short study file, one for each of its dictionaries. */
  readonly instances: readonly (ShortInstance & { readonly rows: readonly TaskRow[] })[];
  /** What to say of the task and of files beside it, although they can be used. */
  readonly notes: readonly string[];
}

/** @throws StudyError for the first fault; of a task, for all that its rows have */
export async function validStudy(file: string, overrides: readonly string[]): Promise<ValidStudy> {
  const { study, instances, task, notes } = await openStudy(file, overrides);
  const [first] = instances;
  if (first !== undefined && task !== undefined) {
    if (task.faults.length > 0) refuseFaults(task.name, (await faultsOf(first.study, task)).faults, task.total, FIX);
    checkTask(first.study, task.rows);
  }
  for (const instance of instances) checkTransfer(instance.study);
  return { study, instances: instances.map((instance) => ({ ...instance, rows: task?.rows ?? [] })), notes };
}

/** A study whose task may have faults. */
export async function openStudy(file: string, overrides: readonly string[]) {
  const study = await readStudy(file, overrides);
  checkFiles(study);
  checkContrast(study);
  const instances = await instancesOfShort(study);
  // The task is the same for all, and so is what an analysis asks of it.
  const [first] = instances;
  const task = first === undefined ? undefined : openTask(first.study.task.file, first.study.task.answers);
  return { study, instances, task, notes: task?.notes ?? [] };
}

/** Every fault of the task; those of its tokens too, where the model can be opened. */
export async function faultsOf(study: CooccurrenceStudy, task: TaskFile): Promise<{ faults: readonly RowFault[] }> {
  try {
    return await taskFaults(study, task, await openSubject(study));
  } catch (error) {
    if (!(error instanceof StudyError) || task.faults.length === 0) throw error;
    return await taskFaults(study, task, undefined);
  }
}

/** The prompts as tokens. @throws StudyError for rows that are none, or a position to steer that no prompt has */
export async function validPrompts(
  study: CooccurrenceStudy,
  rows: readonly TaskRow[],
  subject: Subject,
): Promise<PromptTokens[]> {
  const { model, sae } = subject;
  const tokenizer = await subject.tokenizer();
  const { file, answers } = study.task;
  const placeOf = (index: number) => ({ row: index + 1, where: `${basename(file)}: row ${index + 1}` });
  const { prompts, faults } = tokeniseRows(rows, tokenizer, model.config, sae.config.prependBos, placeOf, answers);
  refuseFaults(basename(file), faults, rows.length, FIX);
  const whole = prompts.filter((prompt) => prompt !== null);
  checkPositions(
    study,
    whole.map(({ tokens }) => tokens.length),
  );
  await checkTransferTokens(study, subject);
  if (study.labels?.file !== undefined) openLabels(study.labels.file, sae.config.dSae);
  return whole;
}
