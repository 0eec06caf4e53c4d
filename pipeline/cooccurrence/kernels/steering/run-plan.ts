/**
 * What a steering run computes in which shard, stored before the first. How much one run of the graph holds is part of it: the last
 * bits of an outcome depend on what is computed together, so a run that goes on keeps the limits it began with, also where it may now use
 * more or less memory, and its rows are those of a run that was never cut.
 */

import type { RunLimits } from '../../../../src/engine/passes/packed-batch.ts';
import { hasPlan, readPlan, type ShardFolder } from '../../../../src/run/shards.ts';

export interface RunPlan {
  /** Interventions a shard. */
  readonly chunk: number;
  readonly interventions: number;
  readonly limits: RunLimits;
}

/** @param open the shard folder for a plan; without one, as it is */
export function openRun(
  open: (plan?: RunPlan) => ShardFolder,
  planned: RunPlan,
): { readonly folder: ShardFolder; readonly limits: RunLimits } {
  const begun = open();
  const limits = hasPlan(begun) ? readPlan<RunPlan>(begun).limits : planned.limits;
  return { folder: open({ ...planned, limits }), limits };
}
