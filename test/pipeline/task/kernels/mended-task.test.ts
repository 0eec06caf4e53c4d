import { expect, it } from 'vitest';
import { mendedTask } from '../../../../pipeline/task/kernels/mended-task.ts';
import { judgeTask, parseTask } from '../../../../pipeline/task/kernels/task-file.ts';
import { random } from '../../../../src/random.ts';

it('holds the rows that are right, and reads as they did', () => {
  const text = 'prompt;answer;foil;note\np;a;b;1\nq ;a;;2\n"r, ""s""";a;;3\nt;a;;4\n';
  const task = judgeTask(text, 't.csv', 'words');
  const late = { row: 4, where: 't.csv: row 4', found: 'x', expected: 'y' };
  const mended = mendedTask(task, [...task.faults, late]);
  expect(mended).toEqual({ kept: 2, text: 'prompt,answer,foil\np,a,b\n"r, ""s""",a,\n' });
});

it('comes back as the same rows, whatever their cells hold', () => {
  const rng = random(1, 'mended');
  const signs = [...'ab,";|#\n\r é\t'];
  const word = () => Array.from({ length: 1 + rng.integer(5) }, () => signs[rng.integer(signs.length)]).join('');
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  for (let round = 0; round < 500; round++) {
    const rows = Array.from({ length: 6 }, () => [word(), word(), word(), word(), word()].map(cell).join(','));
    const task = judgeTask(`prompt,answer,foil,subject,accepted\n${rows.join('\n')}\n`, 't.csv', 'words');
    if (task.rows.length === 0) continue;
    const { text } = mendedTask(task, task.faults);
    expect(parseTask(text, 'u.csv')).toEqual(task.rows);
  }
});
