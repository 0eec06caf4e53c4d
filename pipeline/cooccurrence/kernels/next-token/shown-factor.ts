/**
 * The dose at which pushes are shown, one for all features so that they can be compared: the smallest factor of single features at which
 * half of them move the next token's distribution by MOVES nats or more (mean KL over the steered prompts); the largest where none does.
 */

/** Below it a reader sees the same tokens twice. */
const MOVES = 0.1;

/** A row of the query next_token_dose: the median over features at a factor. */
export interface DoseRow {
  readonly factor: number;
  readonly kl: number;
}

/** @param rows by rising factor @returns null where nothing was steered */
export function shownFactor(rows: readonly DoseRow[]): number | null {
  const moved = rows.find(({ kl }) => kl >= MOVES) ?? rows.at(-1);
  return moved?.factor ?? null;
}
