/**
 * One p of a claim that several splits of the prompts were asked for, so that no single split decides. Random splits of one kind go together as
 * twice their median, at most 1 (Meinshausen, Meier & Bühlmann 2009, J. Am. Stat. Assoc. 104, 1671–1681): it lies at or below α with
 * probability at most α however the splits depend on one another. Kinds of split are each asked by themselves, and the largest p speaks.
 */
import { quantile } from './ranks.ts';
import { kindOf } from './splits.ts';

/** A split and its p; null where the claim could not be asked there, which counts as not found again. */
export interface SplitP {
  readonly split: string;
  readonly p: number | null;
}

/** @returns null without a split, and where most splits of a kind could not be asked */
export function pOverSplits(rows: readonly SplitP[]): number | null {
  const kinds = [...new Set(rows.map(({ split }) => kindOf(split)))];
  const ps = kinds.map((kind) => ofKind(rows.filter(({ split }) => kindOf(split) === kind).map(({ p }) => p)));
  return ps.length === 0 || ps.includes(null) ? null : Math.max(...ps.map((p) => p ?? 1));
}

function ofKind(ps: readonly (number | null)[]): number | null {
  if (ps.length === 1) return ps[0];
  if (2 * ps.filter((p) => p === null).length > ps.length) return null;
  const all = ps.map((p) => p ?? 1);
  return Math.min(1, 2 * quantile(all, 0.5));
}
