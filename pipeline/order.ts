/** The stages of a study in the order they run. A stage builds only on earlier ones. */
import { anova } from './anova.ts';
import { attribute } from './attribute.ts';
import { centrality } from './centrality.ts';
import { cluster } from './cluster.ts';
import { correlate } from './correlate.ts';
import { direct } from './direct.ts';
import { evaluate } from './evaluate.ts';
import { interaction } from './interaction.ts';
import { load } from './load.ts';
import { network } from './network.ts';
import { nulls } from './nulls.ts';
import { regress } from './regress.ts';
import { report } from './report.ts';
import type { Stage } from './stage.ts';
import { steer } from './steer.ts';
import { summarise } from './summarise.ts';
import { verdict } from './verdict.ts';
import { verify } from './verify.ts';

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
