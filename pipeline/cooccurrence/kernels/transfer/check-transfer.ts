/** That the files which kept clusters are taken out of can be: tasks of their own, told apart by their names, with answers to stand against. */
import { basename, resolve } from 'node:path';
import { tokenisePrompts } from '../../../../src/engine/passes/prompt-tokens.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { StudyError } from '../../../../src/errors.ts';
import { readTask } from '../../../task/kernels/task-file.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { checkTargetContrast } from './target-contrasts.ts';

type Asked = Pick<CooccurrenceStudy, 'file' | 'task' | 'transfer' | 'attribution'>;

/** @throws StudyError */
export function checkTransfer({ file, task, transfer, attribution }: Asked): void {
  const { tasks } = transfer;
  for (const [k, path] of tasks.entries()) {
    const where = `${basename(file)}: transfer.tasks`;
    if (resolve(path) === resolve(task.file))
      throw new StudyError({
        where,
        found: `${basename(path)}, the study's own task`,
        expected: 'other files: the task stands beside them by itself',
      });
    if (tasks.slice(0, k).some((other) => basename(other) === basename(path)))
      throw new StudyError({
        where,
        found: `two files of the name ${basename(path)}`,
        expected: 'each name once: rows of the table are told apart by it',
        fix: 'Rename one of them.',
      });
    checkTargetContrast(readTask(path, task.answers), attribution.contrast, basename(path));
  }
}

/** @throws StudyError for a row whose words are no single tokens, or that is too long for the model */
export async function checkTransferTokens(
  { transfer: { tasks }, task: { answers } }: Pick<CooccurrenceStudy, 'transfer' | 'task'>,
  { model, sae, tokenizer }: Pick<Subject, 'model' | 'sae' | 'tokenizer'>,
): Promise<void> {
  for (const path of tasks)
    tokenisePrompts(readTask(path, answers), await tokenizer(), model.config, sae.config.prependBos, basename(path), answers); // biome-ignore format: one line
}
