/** `cofire check --fix-task OUT.csv`: the study's task without the rows that cannot be used, and what was left out. */
import { resolve } from 'node:path';
import { mendedTask } from '../pipeline/task/kernels/mended-task.ts';
import { StudyError } from '../src/errors.ts';
import { faultLines, rowRanges } from '../src/fault-list.ts';
import { writeAtomic } from '../src/write-atomic.ts';
import { faultsOf, openStudy } from './valid-study.ts';

/** @returns what to print @throws StudyError where no task would be left, or a file of the study would be written over */
export async function fixTask(file: string, overrides: readonly string[], out: string): Promise<string> {
  const { study, instances, task, notes } = await openStudy(file, overrides);
  const [first] = instances;
  if (first === undefined || task === undefined)
    throw new StudyError({ where: '--fix-task', found: 'a study without a task', expected: 'a study with task.file' });
  const path = resolve(out);
  const inputs = [
    study.file,
    first.study.task.file,
    study.labels?.file,
    study.corpus?.file,
    ...first.study.transfer.tasks,
  ];
  if (inputs.some((input) => input !== undefined && resolve(input) === path))
    throw new StudyError({
      where: '--fix-task',
      found: `${out}, a file of the study`,
      expected: 'another file, so that nothing is lost',
    });
  const { faults } = await faultsOf(first.study, task);
  const { text, kept } = mendedTask(task, faults);
  if (kept === 0)
    throw new StudyError({
      where: task.name,
      found: `faults in all ${task.total} rows`,
      expected: 'some row that can be used',
    });
  writeAtomic(path, text);
  const left = [...new Set(faults.map(({ row }) => row))].sort((a, b) => a - b);
  // Of the file that was mended: the new one has nothing to remark.
  const said = notes.map((note) => `note: ${note}\n`).join('');
  const reasons = faultLines(task.name, faults).map((line) => `  ${line}\n`);
  const head = `${out}: ${kept} of ${task.total} rows of ${task.name}`;
  if (left.length === 0) return `${head}, none left out\n${said}`;
  return `${head}, left out: ${rowRanges(left)}\n${reasons.join('')}Name it in the study: task: { file: ${out} }\n${said}`;
}
