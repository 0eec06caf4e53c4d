/** Rows of the table `null_model`: which nulls a study asked for, what each keeps, and how many replicates there are. */
import { DECISIVE, type NullKind } from './null-kinds.ts';
import type { NullSource } from './replicates.ts';
import { movable } from './shuffles.ts';

/** Name of the family in the ladder of nulls, and what a replicate has in common with the study. */
const LADDER: Readonly<Record<NullKind, readonly [family: 'N0' | 'N1' | 'N3' | 'N4', keeps: string]>> = {
  'random-rows': ['N3', 'activations and gradients; directions are real decoder rows of like firing rate and norm'],
  'second-moment': ['N3', 'activations and gradients; directions use the residual as the dictionary does'],
  rotation: ['N3', 'activations and gradients; all inner products between decoder rows'],
  isotropic: ['N3', 'activations and gradients; norms of directions only'],
  'shuffle-prompts': ['N0', 'the values of each feature, not which prompt they belong to'],
  'shuffle-within-strata': ['N1', 'the values of each feature in each stratum'],
  rewire: ['N4', 'the degree of every feature'],
};

export interface NullModelRow {
  readonly null: NullKind;
  readonly family: string;
  readonly keeps: string;
  readonly decisive: boolean;
  readonly replicates: number;
  readonly movable_prompts: number | null;
  readonly reason: string | null;
}

/** @param source of the replicates, or why there are none */
export function nullModelRow(kind: NullKind, source: NullSource | string, replicates: number): NullModelRow {
  const [family, keeps] = LADDER[kind];
  const asked = typeof source !== 'string';
  return {
    null: kind,
    family,
    keeps,
    decisive: (DECISIVE as readonly NullKind[]).includes(kind),
    replicates: asked ? replicates : 0,
    movable_prompts: asked && 'groups' in source ? movable(source.groups) : null,
    reason: asked ? null : source,
  };
}
