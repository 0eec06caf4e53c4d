import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../../src/errors.ts';
import { expectWithin } from '../../../deviation.ts';
import { modelOracle, oracleTask, PLAIN, textOf, wordOf } from '../../../engine.ts';
import { engineRun } from '../../engine-run.ts';

const { prompts, answers, foils } = modelOracle;
const FOUR = [0, 1, 2, 3];

interface PromptRow {
  readonly text: string;
  readonly answer: string;
  readonly answer_token: number;
  readonly foil: string | null;
  readonly foil_token: number | null;
  readonly n_tokens: number;
  readonly logit_diff: number;
  readonly answer_logit: number;
  readonly answer_prob: number;
  readonly answer_rank: number;
  readonly top10_entropy: number;
}

async function evaluated(settings: readonly string[] = [], task?: string): Promise<PromptRow[]> {
  const { run, query } = await engineRun({ settings, ...(task && { task }) });
  await run();
  return query<PromptRow>('SELECT * FROM prompt ORDER BY prompt_id');
}

/** Logits of the other answers of the task for a prompt, by word. */
function others(prompt: number): { word: string; logit: number }[] {
  const { logits } = modelOracle.models[PLAIN]!.prompts[prompt]!;
  const tokens = [...new Set(answers.slice(0, 4))].filter((token) => token !== answers[prompt]);
  return tokens.map((token) => ({ word: wordOf(token), logit: logits[token]! }));
}

describe('stage evaluate', () => {
  it('stores what the model answers, in the order of the file', async () => {
    const rows = await evaluated();
    expect(rows.map((row) => row.text)).toEqual(FOUR.map((i) => textOf(prompts[i]!)));
    for (const [i, row] of rows.entries()) {
      const { logits } = modelOracle.models[PLAIN]!.prompts[i]!;
      const [answer, foil] = [logits[answers[i]!]!, logits[foils[i]!]!];
      const scale = Math.max(...logits.map(Math.abs));
      expect(row).toMatchObject({ answer_token: answers[i], foil_token: foils[i], foil: wordOf(foils[i]!) });
      expect(row.n_tokens).toBe(prompts[i]!.length);
      expect(row.answer_rank).toBe(logits.filter((value) => value > answer).length);
      expectWithin([row.logit_diff, row.answer_logit], [answer - foil, answer], 1e-5, 'logits', scale);
      const total = logits.reduce((sum, value) => sum + Math.exp(value), 0);
      expectWithin([row.answer_prob], [Math.exp(answer) / total], 1e-5, 'probability');
    }
  });

  it('stores every token with its text, BOS at position 0', async () => {
    const { run, query } = await engineRun();
    await run();
    const tokens = await query<{ prompt_id: number; position: number; token_id: number; token: string }>(
      'SELECT * FROM token ORDER BY prompt_id, position',
    );
    expect(tokens.map((row) => row.token_id)).toEqual(FOUR.flatMap((i) => prompts[i]!));
    expect(tokens.slice(0, 3).map((row) => row.token)).toEqual(['<s>', 'c', 'q']);
  });

  it('draws a random foil by the seed and records it', async () => {
    const first = await evaluated(['attribution.contrast=random-foil', 'seed=5']);
    for (const [i, row] of first.entries()) {
      expect(others(i).map(({ word }) => word)).toContain(row.foil);
      const { logits } = modelOracle.models[PLAIN]!.prompts[i]!;
      expectWithin([row.logit_diff], [logits[answers[i]!]! - logits[row.foil_token!]!], 1e-4, `prompt ${i}`);
    }
    const other = await evaluated(['attribution.contrast=random-foil', 'seed=7']);
    expect(other.map(({ foil }) => foil)).not.toEqual(first.map(({ foil }) => foil));
  });

  it('takes the mean of the other answers, and no foil', async () => {
    for (const [i, row] of (await evaluated(['attribution.contrast=mean-of-others'])).entries()) {
      const other = others(i);
      const mean = other.reduce((sum, { logit }) => sum + logit, 0) / other.length;
      const answer = modelOracle.models[PLAIN]!.prompts[i]!.logits[answers[i]!]!;
      expectWithin([row.logit_diff], [answer - mean], 1e-4, `prompt ${i}`);
      expect([row.foil, row.foil_token]).toEqual([null, null]);
    }
  });

  it('takes the other answer of the largest logit, and records its word', async () => {
    for (const [i, row] of (await evaluated(['attribution.contrast=top-wrong'])).entries()) {
      const best = others(i).reduce((a, b) => (b.logit > a.logit ? b : a));
      const answer = modelOracle.models[PLAIN]!.prompts[i]!.logits[answers[i]!]!;
      expect(row.foil).toBe(best.word);
      expectWithin([row.logit_diff], [answer - best.logit], 1e-4, `prompt ${i}`);
    }
  });

  it('counts accepted alternatives in probability and rank, and not in the contrast', async () => {
    const [plain] = await evaluated();
    const task = oracleTask()
      .replace('prompt,answer,foil', 'prompt,answer,foil,accepted')
      .replace(/^(.+,.+,.+)$/gm, (line) => (line.startsWith('prompt') ? line : `${line},a|b|c`));
    const [wide] = await evaluated([], task);
    expect(wide!.logit_diff).toBe(plain!.logit_diff);
    expect(wide!.answer_prob).toBeGreaterThan(plain!.answer_prob);
    expect(wide!.answer_rank).toBeLessThanOrEqual(plain!.answer_rank);
  });

  it('refuses a task whose words are not single tokens', async () => {
    await expect(evaluated([], 'prompt,answer,foil\nabc,mm,j\n')).rejects.toThrow(StudyError);
  });
});
