/** The stages of a study in the order they run. A stage builds only on earlier ones. */

import type { Stage } from '../src/run/stage.ts';
import { anova } from './cooccurrence/stages/anova.ts';
import { attribute } from './cooccurrence/stages/attribute.ts';
import { centrality } from './cooccurrence/stages/centrality.ts';
import { cluster } from './cooccurrence/stages/cluster.ts';
import { correlate } from './cooccurrence/stages/correlate.ts';
import { direct } from './cooccurrence/stages/direct.ts';
import { interaction } from './cooccurrence/stages/interaction.ts';
import { load } from './cooccurrence/stages/load.ts';
import { network } from './cooccurrence/stages/network.ts';
import { nulls } from './cooccurrence/stages/nulls.ts';
import { regress } from './cooccurrence/stages/regress.ts';
import { report } from './cooccurrence/stages/report.ts';
import { steer } from './cooccurrence/stages/steer.ts';
import { summarise } from './cooccurrence/stages/summarise.ts';
import { verdict } from './cooccurrence/stages/verdict.ts';
import { verify } from './cooccurrence/stages/verify.ts';
import { evaluate } from './task/stages/evaluate.ts';

export const STAGES: readonly Stage[] = [
  evaluate,
  attribute,
  load,
  verify,
  correlate,
  network,
  cluster,
  centrality,
  anova,
  steer,
  interaction,
  direct,
  summarise,
  regress,
  nulls,
  verdict,
  report,
];
