/** The prompts that steering is run on: all of them, or those whose answer the unsteered model ranks first. */

/** A row of sql/prompts_to_run.sql. */
export interface RunPrompt {
  readonly prompt_id: number;
  readonly answer: string;
  readonly answer_token: number;
  readonly foil: string | null;
  readonly foil_token: number | null;
  readonly accepted: readonly string[];
  readonly n_tokens: number;
  readonly answer_rank: number;
  readonly tokens: readonly number[];
}

export function keptPrompts<Row extends { readonly answer_rank: number }>(
  rows: readonly Row[],
  which: 'all' | 'rank0',
): Row[] {
  return rows.filter(({ answer_rank: rank }) => which === 'all' || rank === 0);
}
