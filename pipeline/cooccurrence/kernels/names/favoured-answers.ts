/**
 * The answer that a feature speaks for: the one on whose prompts its value is largest in the mean, of those that two prompts or more have.
 * Recall: of the n prompts with the answer, those among the feature's n largest values that are above 0. Values that have nothing to do
 * with the answer find the answer's share of the prompts.
 */
import type { MatrixCells } from '../matrix/prompt-matrix.ts';

export interface FavouredAnswer {
  readonly answer: string;
  /** Prompts with the answer among as many of the largest values. */
  readonly hits: number;
  /** Prompts with the answer, and of the task. */
  readonly prompts: number;
  readonly of: number;
}

/** @param answers of each prompt, by prompt_id @returns none for a feature without a positive mean on any answer */
export function favouredAnswers(cells: MatrixCells, answers: readonly string[]): Map<number, FavouredAnswer> {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const own = new Map<number, { prompt: number; value: number }[]>();
  cells.feature_id.forEach((id, i) => {
    const values = own.get(id) ?? [];
    own.set(id, values);
    values.push({ prompt: cells.prompt_id[i], value: cells.value[i] });
  });
  const found = new Map<number, FavouredAnswer>();
  for (const [id, values] of own) {
    // In no order as they come: sums are of prompts in turn.
    values.sort((a, b) => a.prompt - b.prompt);
    const sums = new Map<string, number>();
    for (const { prompt, value } of values) sums.set(answers[prompt], (sums.get(answers[prompt]) ?? 0) + value);
    let best: { answer: string; mean: number } | null = null;
    for (const [answer, count] of counts) {
      const mean = (sums.get(answer) ?? 0) / count;
      if (count > 1 && mean > (best?.mean ?? 0)) best = { answer, mean };
    }
    if (best === null) continue;
    const { answer } = best;
    const prompts = counts.get(answer) as number;
    const largest = values
      .filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value || a.prompt - b.prompt)
      .slice(0, prompts);
    const hits = largest.filter(({ prompt }) => answers[prompt] === answer).length;
    found.set(id, { answer, hits, prompts, of: answers.length });
  }
  return found;
}
