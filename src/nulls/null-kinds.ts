/** Names of the nulls, as a study file and the table `null_statistic` spell them. */

/** Nulls that give the selected features other directions (METHODS N3): same activations, same gradients. See directions.ts. */
export const DIRECTION_NULLS = ['random-rows', 'second-moment', 'rotation', 'isotropic'] as const;

export type DirectionKind = (typeof DIRECTION_NULLS)[number];

/** Those that a claim must survive. `isotropic` is no dictionary that training makes: it rejects decoder geometry alone. */
export const DECISIVE: readonly DirectionKind[] = ['random-rows', 'second-moment', 'rotation'];
