/** Ranks (ties at their mean) less their mean, scaled to length 1, so that a rank correlation is an inner product; zeros when all are equal. */
import { rank } from './ranks.ts';

export function centredRanks(values: ArrayLike<number>): Float64Array {
  const { ranks } = rank(values);
  const mean = (ranks.length + 1) / 2;
  let squares = 0;
  for (const value of ranks) squares += (value - mean) ** 2;
  const length = Math.sqrt(squares);
  return ranks.map((value) => (length === 0 ? 0 : (value - mean) / length));
}
