/** Every fault of a task together: those of its file, of its contrast, and of its tokens, so that one check names them all. */
import { type PromptTokens, tokeniseRows } from '../../../src/engine/passes/prompt-tokens.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import type { RowFault } from '../../../src/fault-list.ts';
import type { TaskStudy } from '../settings.ts';
import { contrastFaults } from './check-task.ts';
import type { TaskFile } from './task-file.ts';

export interface JudgedTask {
  readonly faults: readonly RowFault[];
  /** Of each row of the file's rows; null where it has a fault. */
  readonly prompts: readonly (PromptTokens | null)[];
}

/** @param subject undefined where the model cannot be opened: tokens are then not looked at */
export async function taskFaults(
  study: Pick<TaskStudy, 'attribution' | 'task'>,
  task: TaskFile,
  subject: Pick<Subject, 'model' | 'sae' | 'tokenizer'> | undefined,
): Promise<JudgedTask> {
  const faults = [...task.faults, ...contrastFaults(study, task.rows, (index) => task.numbers[index])];
  if (subject === undefined) return { faults, prompts: [] };
  const { model, sae } = subject;
  const tokenizer = await subject.tokenizer();
  const placeOf = (index: number) => ({ row: task.numbers[index], where: `${task.name}: ${task.places[index]}` });
  const found = tokeniseRows(task.rows, tokenizer, model.config, sae.config.prependBos, placeOf, study.task.answers);
  return { faults: [...faults, ...found.faults], prompts: found.prompts };
}
