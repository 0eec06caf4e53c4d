/** Rows of the table feature_next_token: the ten likeliest next tokens on either side of a push, each with its rank and probability on both. */
import { ranked } from '../../../../src/methods/intervention/by-hand.ts';

const TOP = 10;

interface Push {
  readonly feature_id: number;
  readonly prompt_id: number;
  readonly factor: number;
  readonly reason: string | null;
}

export interface NextTokenRow extends Push {
  readonly side: 'before' | 'after';
  readonly rank: number;
  readonly token_id: number;
  readonly token: string;
  readonly probability: number;
}

/** @param before, after log p over the vocabulary, [V] @param name a token's text @param blankIds ids that no token has */
export function nextTokenRows(
  push: Push,
  { before, after }: { readonly before: Float32Array; readonly after: Float32Array },
  name: (token: number) => string,
  blankIds: readonly number[] = [],
): NextTokenRow[] {
  const sides = { before: ranked(before, blankIds), after: ranked(after, blankIds) };
  const shown = new Set([...sides.before.slice(0, TOP), ...sides.after.slice(0, TOP)].map(({ token }) => token));
  return (['before', 'after'] as const).flatMap(
    (side) =>
    sides[side]
      .filter(({ token }) => shown.has(token))
      .map(({ token, rank, probability }) => ({ ...push, side, rank, token_id: token, token: name(token), probability })), // biome-ignore format: one line
  );
}
