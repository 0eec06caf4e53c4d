/** The door of `cooccurrence`: which features rise and fall together on a task, and whether that is real. */
import { anova } from './stages/anova.ts';
import { attribute } from './stages/attribute.ts';
import { centrality } from './stages/centrality.ts';
import { cluster } from './stages/cluster.ts';
import { correlate } from './stages/correlate.ts';
import { direct } from './stages/direct.ts';
import { edgeEffect } from './stages/edge-effect.ts';
import { effect } from './stages/effect.ts';
import { effectSplits } from './stages/effect-splits.ts';
import { heldOut } from './stages/held-out.ts';
import { importance } from './stages/importance.ts';
import { interaction } from './stages/interaction.ts';
import { load } from './stages/load.ts';
import { metrics } from './stages/metrics.ts';
import { name as nameFeatures } from './stages/name.ts';
import { network } from './stages/network.ts';
import { nextToken } from './stages/next-token.ts';
import { nulls } from './stages/nulls.ts';
import { recompute } from './stages/recompute.ts';
import { regress } from './stages/regress.ts';
import { relevance } from './stages/relevance.ts';
import { replicate } from './stages/replicate.ts';
import { source } from './stages/source.ts';
import { stability } from './stages/stability.ts';
import { steer } from './stages/steer.ts';
import { summarise } from './stages/summarise.ts';
import { transfer } from './stages/transfer.ts';
import { units } from './stages/units.ts';
import { verdict } from './stages/verdict.ts';
import { verify } from './stages/verify.ts';

export { name, needs, settings, short } from './settings.ts';

/** In the order in which they run. */
export const stages = [
  attribute,
  load,
  units,
  verify,
  correlate,
  network,
  cluster,
  stability,
  heldOut,
  relevance,
  effect,
  effectSplits,
  transfer,
  source,
  edgeEffect,
  centrality,
  metrics,
  anova,
  steer,
  nextToken,
  interaction,
  direct,
  summarise,
  importance,
  regress,
  recompute,
  nulls,
  verdict,
  nameFeatures,
  replicate,
];
