/**
 * Features whose decoder rows stand for the dictionary: those that fire somewhere and have a row. The firing frequency is the SAE's
 * own where its folder has one; without it every feature with a row counts.
 */
import type { Decoder } from '../../../../src/engine/dictionary/decoder-rows.ts';

/** log10 of the firing frequency below which a feature is dead: the threshold of SAELens's own tutorials. */
export const DEAD = -9;

/** Ascending. @param logSparsity [F of the SAE] log10 firing frequency */
export function liveFeatures(decoder: Decoder, logSparsity: Float32Array | null): Int32Array {
  const live = (f: number): boolean => decoder.norms[f] > 0 && (logSparsity === null || logSparsity[f] >= DEAD);
  return Int32Array.from({ length: decoder.features }, (_, f) => f).filter(live);
}
