/** The prompts of the bundled task as a model's tokens, BOS in front: what every measurement of the engine and its peer is made on. */
import { fileURLToPath } from 'node:url';
import { openModel } from '../../src/model/files.ts';
import { tokenisePrompts } from '../../src/model/prompts.ts';
import { loadTokenizer } from '../../src/model/tokenizer.ts';
import { readTask } from '../../src/study/task-file.ts';

const TASK = fileURLToPath(new URL('../../studies/tasks/sports.csv', import.meta.url));

export async function taskTokens(model: string): Promise<number[][]> {
  const { config } = await openModel(model);
  const tokenizer = await loadTokenizer(model, config);
  return tokenisePrompts(readTask(TASK), tokenizer, config, true, TASK).map(({ tokens }) => Array.from(tokens));
}
