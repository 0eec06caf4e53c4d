import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkTask } from '../../pipeline/task/kernels/check-task.ts';
import { parseTask } from '../../pipeline/task/kernels/task-file.ts';
import { loadTokenizer } from '../../src/engine/model/tokenizer.ts';
import { parseStudy } from '../study.ts';

const page = readFileSync('docs/own-task.md', 'utf8');

function block(language: string): string {
  const match = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page);
  if (match === null) throw new Error(`no ${language} block in docs/own-task.md`);
  return match[1];
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
  expect(() => tokenizer.singleToken(' Ouagadougou', 'my-task.csv: row 3')).toThrow(block('text').trim());
});
