import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkTask } from '../../pipeline/task/kernels/check-task.ts';
import { judgeTask, parseTask } from '../../pipeline/task/kernels/task-file.ts';
import { loadTokenizer } from '../../src/engine/model/tokenizer.ts';
import { decodeText } from '../../src/run/user-file/decode.ts';
import { parseStudy } from '../study.ts';

const page = readFileSync('docs/own-task.md', 'utf8');

/** The first block of a language that holds something. */
function block(language: string, holds = /./): string {
  const blocks = [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text);
  const found = blocks.find((text) => holds.test(text));
  if (found === undefined) throw new Error(`no ${language} block in docs/own-task.md`);
  return found;
}

test("the page's task and study are accepted together, and GPT-2 has each answer as one token", async () => {
  const study = parseStudy(block('yaml'), 'my-study.yaml');
  const rows = parseTask(block('csv'), 'my-task.csv');
  checkTask(study, rows);
  const tokenizer = await loadTokenizer('fixtures/gpt2-bpe', {
    vocabSize: 50257,
    bosTokenId: 50256,
    eosTokenId: 50256,
  });
  for (const { answer } of rows) tokenizer.singleToken(` ${answer}`);
  expect(() => tokenizer.singleToken(' Ouagadougou', 'my-task.csv: row 3')).toThrow(
    block('text', /Ouagadougou/).trim(),
  );
});

test('what the page says of a spreadsheet export is what is said', () => {
  const rows = ['prompt;answer;Bemerkung', 'Fact: Li Na plays the sport of;tennis;geprüft', ';;', ''].join('\r\n');
  const { text, notes } = decodeText(Buffer.from(rows, 'latin1'), 'excel.csv', 'a task');
  const told = [...notes.map((note) => `excel.csv: ${note}`), ...judgeTask(text, 'excel.csv', 'words').notes];
  expect(block('text', /Bemerkung/)).toBe(told.map((note) => `note: ${note}\n`).join(''));
});

test('the study of exact answers is one', () => {
  const study = parseStudy(block('yaml').replace(/^task: .*$/m, block('text', /exact/).trim()), 'my-study.yaml');
  expect(study.task.answers).toBe('exact');
});
