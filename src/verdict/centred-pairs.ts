/**
 * Pairs that met different prompts (steering.prompts_per_set), each as one row: the mean over its prompts of its damage less the mean damage
 * of all pairs that met the prompt. What prompts have in common is then in no pair. Where every pair met every prompt, the rows as they are.
 */
import type { PairRow } from './pair-table.ts';

/** @param rows sorted by pair, then prompt; a pair that met several prompts is given back under the first prompt of them all */
export function centredPairs(rows: readonly PairRow[]): readonly PairRow[] {
  const byPair = new Map<string, PairRow[]>();
  const byPrompt = new Map<number, { sum: number; count: number }>();
  for (const row of rows) {
    const key = `${row.feature_a}/${row.feature_b}`;
    byPair.set(key, [...(byPair.get(key) ?? []), row]);
    const common = byPrompt.get(row.prompt_id) ?? { sum: 0, count: 0 };
    byPrompt.set(row.prompt_id, { sum: common.sum + row.damage, count: common.count + 1 });
  }
  if ([...byPrompt.values()].every(({ count }) => count === byPair.size)) return rows;
  const first = Math.min(...byPrompt.keys());
  return [...byPair.values()].map((own) => {
    const excess = own.map(({ damage, prompt_id }) => {
      const { sum, count } = byPrompt.get(prompt_id) as { sum: number; count: number };
      return damage - sum / count;
    });
    const damage = excess.reduce((sum, value) => sum + value, 0) / own.length;
    return { feature_a: own[0].feature_a, feature_b: own[0].feature_b, prompt_id: first, damage };
  });
}
