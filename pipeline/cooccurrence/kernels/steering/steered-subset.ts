/** The prompts that steering is run on: all of them, or those whose answer the unsteered model ranks first. */

/** A row of the query prompts_to_run. */
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

interface Ranked {
  readonly answer_rank: number;
}

export function isSteered(which: 'all' | 'rank0'): (prompt: Ranked) => boolean {
  return ({ answer_rank: rank }) => which === 'all' || rank === 0;
}

export function keptPrompts<Row extends Ranked>(rows: readonly Row[], which: 'all' | 'rank0'): Row[] {
  return rows.filter(isSteered(which));
}
