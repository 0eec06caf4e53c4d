import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkTransfer,
  checkTransferTokens,
} from '../../../../../pipeline/cooccurrence/kernels/transfer/check-transfer.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineStudy } from '../../../../engine.ts';

const folder = temporaryFolder();
mkdirSync(join(folder, 'b'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const task = { file: file('task.csv', 'prompt,answer\na,b\nb,c\n'), answers: 'words' as const };
const good = file('good.csv', 'prompt,answer\nc a,b\nc b,c\n');
const asked = (...tasks: string[]) => ({
  ...{ file: join(folder, 's.yaml'), task, transfer: { tasks, corpus: false } },
  attribution: { contrast: 'mean-of-others' } as never,
});

describe('checkTransfer', () => {
  it('passes files of their own', () => {
    expect(() => checkTransfer(asked())).not.toThrow();
    expect(() => checkTransfer(asked(good))).not.toThrow();
  });

  it.each([
    [
      'the task itself',
      () => [task.file],
      "s.yaml: transfer.tasks: task.csv, the study's own task, expected other files",
    ],
    ['a name twice', () => [good, file('b/good.csv', 'prompt,answer\nd,b\n')], 'two files of the name good.csv'],
    [
      'a file that is no task',
      () => [file('x.csv', 'question\n1\n')],
      'x.csv: header: no column prompt among "question"',
    ],
    ['one answer', () => [file('one.csv', 'prompt,answer\nd,b\n')], 'one.csv: 1 distinct answer'],
  ])('refuses %s', (_, tasks, message) => {
    expect(() => checkTransfer(asked(...tasks()))).toThrow(message);
  });
});

it('checkTransferTokens names the row whose answer is no single token', async () => {
  const subject = await openSubject(await engineStudy());
  await expect(checkTransferTokens(asked(good), subject)).resolves.toBeUndefined();
  const long = file('long.csv', 'prompt,answer\na,b\nb,abc\n');
  await expect(checkTransferTokens(asked(long), subject)).rejects.toThrow('long.csv: row 2');
});
