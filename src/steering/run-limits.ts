/** How much one run of the outcome graph holds: a compromise between the rate of its matrix products and its memory. */
import type { RunLimits } from './pack.ts';

/** Positions: enough rows for the matrix products to reach their full rate. */
export const MAX_POSITIONS = 1536;
/** Bytes for rows over the vocabulary, of which about six live at a time: logits, log p, the baseline, their difference. */
const VOCABULARY_BYTES = 96 * 2 ** 20;
const ROWS_HELD = 6;

export function runLimits(vocabulary: number): RunLimits {
  const bytes = ROWS_HELD * Float32Array.BYTES_PER_ELEMENT * vocabulary;
  return { rows: MAX_POSITIONS, sequences: Math.max(1, Math.floor(VOCABULARY_BYTES / bytes)) };
}
