/**
 * Which features may lend their decoder rows to the null `random-rows`, and how alike they are to the selected ones: features
 * that were not selected, are not dead and have a decoder row. The rate is the SAE's own log10 firing frequency where its folder
 * has one, else the share of the task's prompts on which the feature has a value.
 */
import type { Decoder } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { DEAD } from '../../../../src/engine/dictionary/log-sparsity.ts';
import type { Traits } from './matched-rows.ts';

export interface CandidateOptions {
  readonly decoder: Decoder;
  /** [F of the SAE] log10 firing frequency. */
  readonly logSparsity: Float32Array | null;
  /** Selected features, ascending. */
  readonly selected: Int32Array;
  /** Share of prompts with a value, by feature; absent is 0. */
  readonly prevalence: ReadonlyMap<number, number>;
  readonly prompts: number;
}

interface Candidates {
  /** Features that may lend their row. */
  readonly ids: Int32Array;
  readonly traits: Traits;
  readonly selected: Traits;
}

export function candidatesOf({ decoder, logSparsity, selected, prevalence, prompts }: CandidateOptions): Candidates {
  const taken = new Set(selected);
  const ids = liveFeatures(decoder, logSparsity).filter((f) => !taken.has(f));
  // Half a prompt keeps the logarithm of a feature that never fired finite and below one that fired once.
  const logRate = (f: number): number =>
    logSparsity === null ? Math.log10((prevalence.get(f) ?? 0) + 0.5 / prompts) : Math.max(logSparsity[f], DEAD);
  const traitsOf = (features: Int32Array): Traits => ({
    logRate: Float64Array.from(features, logRate),
    logNorm: Float64Array.from(features, (f) => Math.log10(decoder.norms[f])),
  });
  return { ids, traits: traitsOf(ids), selected: traitsOf(selected) };
}

/**
 * Features whose decoder rows stand for the dictionary, ascending: those that fire somewhere and have a row. The firing frequency is the
 * SAE's own where its folder has one; without it every feature with a row counts.
 * @param logSparsity [F of the SAE] log10 firing frequency
 */
export function liveFeatures(decoder: Decoder, logSparsity: Float32Array | null): Int32Array {
  const live = (f: number): boolean => decoder.norms[f] > 0 && (logSparsity === null || logSparsity[f] >= DEAD);
  return Int32Array.from({ length: decoder.features }, (_, f) => f).filter(live);
}
