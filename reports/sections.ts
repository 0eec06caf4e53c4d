/** The sections of the report, in reading order: what survives first, how it was made last. */
import type { Section } from './section.ts';
import { anomalies } from './sections/anomalies.ts';
import { clusters } from './sections/clusters.ts';
import { cooccurrence } from './sections/cooccurrence.ts';
import { importance } from './sections/importance.ts';
import { methods } from './sections/methods.ts';
import { metrics } from './sections/metrics.ts';
import { network } from './sections/network.ts';
import { nulls } from './sections/nulls.ts';
import { reproduction } from './sections/reproduction.ts';
import { run } from './sections/run.ts';
import { steering } from './sections/steering.ts';
import { task } from './sections/task.ts';
import { verdicts } from './sections/verdicts.ts';

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
