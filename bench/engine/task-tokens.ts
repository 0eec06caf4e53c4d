/** The prompts of the bundled task as a model's tokens, BOS in front: what every measurement of the engine and its peer is made on. */
import { fileURLToPath } from 'node:url';
import { readTask } from '../../pipeline/task/kernels/task-file.ts';
import { openModel } from '../../src/engine/model/model-files.ts';
import { loadTokenizer } from '../../src/engine/model/tokenizer.ts';
import { tokenisePrompts } from '../../src/engine/passes/prompt-tokens.ts';

const TASK = fileURLToPath(new URL('../../studies/tasks/sports.csv', import.meta.url));

export async function taskTokens(model: string): Promise<number[][]> {
  const { config } = await openModel(model);
  const tokenizer = await loadTokenizer(model, config);
  return tokenisePrompts(readTask(TASK), tokenizer, config, true, TASK).map(({ tokens }) => Array.from(tokens));
}
