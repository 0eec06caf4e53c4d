/** What stage `interaction` says of its pool of pairs when it is done: how much was run, or why nothing was. */
import type { StoredPool } from './stored-pool.ts';

/** @param kept number of steered prompts @param most `interaction.pairs` */
export function noPoolNote(kept: number, most: number): string {
  if (most === 0) return 'interaction.pairs is 0: no pair is removed';
  return kept === 0 ? 'no prompt is steered' : 'fewer than two features are in kept clusters';
}

/** @param sizes evaluations of each shard */
export function poolNotes(
  {
    plan,
    kept,
    found,
  }: Pick<StoredPool, 'kept'> & {
    readonly plan: Pick<StoredPool['plan'], 'count' | 'exhaustive' | 'pairs' | 'features'>;
    readonly found: Pick<StoredPool['found'], 'noiseFloor'>;
  },
  sizes: readonly number[],
): string[] {
  const cells = sizes.reduce((sum, size) => sum + size, 0);
  const kind = plan.exhaustive ? 'every pair' : 'a sample';
  return [
    `${plan.count} removals on ${kept.length} prompts, where they change something: ${cells.toLocaleString('en')} evaluations`,
    `${plan.pairs.length} pairs of ${plan.features} features (${kind}), noise floor ${found.noiseFloor.toExponential(1)} logits`,
  ];
}
