/** The sections of the report, in reading order: what survives first, how it was made last. */

import { anomalies } from './cooccurrence/sections/anomalies.ts';
import { clusters } from './cooccurrence/sections/clusters.ts';
import { cooccurrence } from './cooccurrence/sections/cooccurrence.ts';
import { importance } from './cooccurrence/sections/importance.ts';
import { methods } from './cooccurrence/sections/methods.ts';
import { metrics } from './cooccurrence/sections/metrics.ts';
import { network } from './cooccurrence/sections/network.ts';
import { nulls } from './cooccurrence/sections/nulls.ts';
import { reproduction } from './cooccurrence/sections/reproduction.ts';
import { run } from './cooccurrence/sections/run.ts';
import { steering } from './cooccurrence/sections/steering.ts';
import { task } from './cooccurrence/sections/task.ts';
import { verdicts } from './cooccurrence/sections/verdicts.ts';
import type { Section } from './section.ts';

export const SECTIONS: readonly Section[] = [
  verdicts,
  reproduction,
  run,
  task,
  cooccurrence,
  network,
  clusters,
  metrics,
  steering,
  importance,
  nulls,
  anomalies,
  methods,
];
