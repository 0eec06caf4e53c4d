/**
 * Whether central features matter: r of a feature's importance with its centrality, over the features of the kept clusters, copies counted
 * once (kernels/importance). Importance is exact removal wherever it is asked: found, under the nulls (to first order), and held out. Other
 * definitions stand beside it, and where one of them says the opposite the answer is the definition's and not the model's.
 */

import { pOverSplits } from '../../../src/methods/stats/p-over-splits.ts';
import { DECIDES } from '../kernels/importance/feature-importance.ts';
import type { SplitFinding } from './held-out-sets.ts';

/** Row of `importance_correlation`. */
export interface ImportanceEvidence {
  readonly measure: string;
  readonly definition: string;
  /** `all`, or the split whose first half has the centrality and whose second half the importance. */
  readonly scope: string;
  readonly r: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
}

/** Of a centrality, the median over the splits within strata. */
export interface Reliability {
  readonly measure: string;
  readonly reliability: number | null;
}

const WORDS: Readonly<Record<string, string>> = {
  removal: 'the mean effect of exact removal',
  'absolute-removal': 'the mean absolute effect of exact removal',
  steering: 'the study’s steering',
};

/** A centrality less reliable than this is not found again, so nothing can be asked of it. */
const LEAST_RELIABILITY = 0.5;

export interface Importance {
  readonly r: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** Over the splits (pOverSplits); null where it could not be asked. */
  readonly heldOut: number | null;
}

/** What each split says, by the definition that decides. */
export function importanceInSplits(rows: readonly ImportanceEvidence[], measure: string): SplitFinding[] {
  const own = rows.filter((row) => row.measure === measure && row.definition === DECIDES && row.scope !== 'all');
  return own.map(({ scope: split, r: estimate, p }) => ({ split, estimate, p }));
}

/** By the definition that decides; null where r or its p does not exist. */
export function importanceOf(rows: readonly ImportanceEvidence[], measure: string): Importance | null {
  const own = rows.filter((row) => row.measure === measure && row.definition === DECIDES);
  const found = own.find(({ scope }) => scope === 'all');
  if (found === undefined || found.r === null || found.p === null) return null;
  const heldOut = pOverSplits(importanceInSplits(rows, measure));
  return { r: found.r, low: found.low ?? Number.NaN, high: found.high ?? Number.NaN, p: found.p, heldOut };
}

/** Why a centrality cannot be asked of, since the halves of the prompts do not agree on it; null where they do, or there are none. */
export function unreliable(rows: readonly Reliability[], measure: string, name: string): string | null {
  const own = rows.find((row) => row.measure === measure);
  if (own === undefined || own.reliability === null || own.reliability >= LEAST_RELIABILITY) return null;
  return `${sentence(name)} does not replicate: between halves of the prompts its reliability is ${own.reliability.toFixed(2)}, and ${LEAST_RELIABILITY} is needed.`;
}

/** Which other definition gives r of the opposite sign, both beyond the smallest effect of interest; null where none does. */
export function opposite(rows: readonly ImportanceEvidence[], measure: string, sesoi: number): string | null {
  const own = rows.filter((row) => row.measure === measure && row.scope === 'all');
  const r = own.find(({ definition }) => definition === DECIDES)?.r ?? 0;
  const against = own.find((row) => row.r !== null && row.r * r < 0 && Math.min(Math.abs(row.r), Math.abs(r)) > sesoi);
  if (against === undefined) return null;
  return `r is ${signed(r)} by ${WORDS[DECIDES]} and ${signed(against.r ?? 0)} by ${WORDS[against.definition] ?? against.definition}.`;
}

function signed(r: number): string {
  return `${r < 0 ? '−' : '+'}${Math.abs(r).toFixed(2)}`;
}

function sentence(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
