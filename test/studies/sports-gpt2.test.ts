import { expect, test } from 'vitest';
import { readTask } from '../../pipeline/task/kernels/task-file.ts';
import { loadTokenizer } from '../../src/engine/model/tokenizer.ts';
import { loadStudy } from '../study.ts';

const study = loadStudy('studies/sports-gpt2.yaml');
const capitals = loadStudy('studies/capitals-gpt2.yaml');

test('model and SAE are pinned by commit, the same in both studies of GPT-2', () => {
  expect({ model: capitals.model, sae: capitals.sae }).toEqual({ model: study.model, sae: study.sae });
  for (const source of [study.model, study.sae])
    expect(source).toMatchObject({ hub: expect.any(String), revision: expect.stringMatching(/^[0-9a-f]{40}$/) });
});

test("GPT-2's tokenizer gives every answer one token and the prompts the lengths the study reports", async () => {
  const tokenizer = await loadTokenizer('fixtures/gpt2-bpe', {
    vocabSize: 50257,
    bosTokenId: 50256,
    eosTokenId: 50256,
  });
  const rows = readTask(study.task.file);
  expect(rows).toHaveLength(100);
  for (const word of new Set(rows.flatMap(({ answer, accepted }) => [answer, ...accepted])))
    tokenizer.singleToken(` ${word}`);
  const lengths = rows.map(({ prompt }) => tokenizer.encode(prompt).length);
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([8, 13]);
});
