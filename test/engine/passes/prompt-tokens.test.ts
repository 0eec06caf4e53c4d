import { describe, expect, it } from 'vitest';
import { parseTask } from '../../../pipeline/task/kernels/task-file.ts';
import { familyOf } from '../../../src/engine/model/families/families.ts';
import { loadTokenizer } from '../../../src/engine/model/tokenizer.ts';
import { tokenisePrompts } from '../../../src/engine/passes/prompt-tokens.ts';
import { modelOracle, oracleTask, PLAIN, writeOracleModel } from '../../engine.ts';

async function tokenise(csv: string, prependBos = true, changes: Record<string, unknown> = {}) {
  const json = { ...modelOracle.models[PLAIN]!.config, ...changes };
  const config = familyOf(json, 'config.json').read(json, 'config.json');
  const tokenizer = await loadTokenizer(await writeOracleModel(PLAIN, { config: changes }), config);
  return tokenisePrompts(parseTask(csv, 'task.csv'), tokenizer, config, prependBos, 'task.csv');
}

describe('tokenisePrompts', () => {
  it('gives the tokens of the text with BOS in front, and of answer and foil with a space', async () => {
    const prompts = await tokenise(oracleTask());
    expect(prompts.map(({ tokens }) => Array.from(tokens))).toEqual(modelOracle.prompts.slice(0, 4));
    expect(prompts.map(({ answerToken }) => answerToken)).toEqual(modelOracle.answers.slice(0, 4));
    expect(prompts.map(({ foilToken }) => foilToken)).toEqual(modelOracle.foils.slice(0, 4));
  });
  it('leaves BOS out where the SAE was trained without', async () => {
    const prompts = await tokenise(oracleTask(), false);
    expect(prompts.map(({ tokens }) => Array.from(tokens))).toEqual(
      modelOracle.prompts.slice(0, 4).map((t) => t.slice(1)),
    );
  });
  it('lists accepted tokens with the answer first, and no foil where the file has none', async () => {
    const [prompt] = await tokenise('prompt,answer,accepted\nabc,m,j|h\n');
    expect(prompt).toMatchObject({ answerToken: 36, foilToken: undefined, acceptedTokens: [36, 33, 31] });
  });
  it('takes exact answers and what else is right as the text of their tokens', async () => {
    const json = modelOracle.models[PLAIN]!.config;
    const config = familyOf(json, 'config.json').read(json, 'config.json');
    const tokenizer = await loadTokenizer(await writeOracleModel(PLAIN, {}), config);
    const of = (answers: 'words' | 'exact') =>
      tokenisePrompts(
        parseTask('prompt,answer,foil,accepted\nab,m,h,j\n', 't.csv'),
        tokenizer,
        config,
        false,
        't.csv',
        answers,
      )[0];
    const [words, exact] = [of('words'), of('exact')];
    expect([exact.answerToken, exact.foilToken]).toEqual([tokenizer.singleToken('m'), tokenizer.singleToken('h')]);
    expect(words.answerToken).toBe(tokenizer.singleToken(' m'));
    expect(words.answerToken).not.toBe(exact.answerToken);
    for (const [answers, { acceptedTokens: accepted }] of [
      [' ', words],
      ['', exact],
    ] as const)
      expect(accepted).toEqual([tokenizer.singleToken(`${answers}m`), tokenizer.singleToken(`${answers}j`)]);
  });
  it('names every row at fault', async () => {
    await expect(tokenise('prompt,answer,foil\nabc,mm,jj\nabd,m,\nabe,mm,\n')).rejects.toThrow(
      /3 faults in 2 of 3 rows[\s\S]*row 1: 2 tokens for " mm"[\s\S]*row 1: 2 tokens for " jj"[\s\S]*row 3: [\s\S]*Rows to leave out: 1, 3\./,
    );
  });
  it('refuses, by row: words of several tokens, prompts that are too long, a BOS that the model lacks', async () => {
    await expect(tokenise('prompt,answer\nabc,m\nabd,mm\n')).rejects.toThrow(/task\.csv: row 2.*mm/);
    await expect(tokenise('prompt,answer,foil\nabc,m,jj\n')).rejects.toThrow(/row 1.*jj/);
    await expect(tokenise('prompt,answer,accepted\nabc,m,jj\n')).rejects.toThrow(/row 1.*jj/);
    await expect(tokenise('prompt,answer\nabcdefghijkl,m\n')).rejects.toThrow(
      /row 1: a prompt of 13 tokens.*12 positions/,
    );
    await expect(tokenise('prompt,answer\nabcdefghijkl,m\n', false)).resolves.toHaveLength(1);
    await expect(tokenise('prompt,answer\nabc,m\n', true, { bos_token_id: null })).rejects.toThrow(/bos_token_id/);
  });
});
