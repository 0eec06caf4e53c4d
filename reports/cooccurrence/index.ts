/** The second door of `cooccurrence`: its chapter of the report, its network and what is said of it at the top. */
import type { ReportDoor } from '../door.ts';
import { html } from '../html.ts';
import { facts, sizes } from './facts.ts';
import { readNetwork } from './network.ts';
import { anomalies } from './sections/anomalies.ts';
import { clusters } from './sections/clusters.ts';
import { cooccurrence } from './sections/cooccurrence.ts';
import { edgeEffect } from './sections/edge-effect.ts';
import { effect } from './sections/effect.ts';
import { importance } from './sections/importance.ts';
import { metrics } from './sections/metrics.ts';
import { network } from './sections/network.ts';
import { nulls } from './sections/nulls.ts';
import { relevance } from './sections/relevance.ts';
import { replication } from './sections/replication.ts';
import { reproduction } from './sections/reproduction.ts';
import { source } from './sections/source.ts';
import { steering } from './sections/steering.ts';
import { transfer } from './sections/transfer.ts';
import { verdicts } from './sections/verdicts.ts';
import { algorithmOf, steeringOf } from './settings-of.ts';

export const door: ReportDoor = {
  module: import.meta.url,
  question: 'Which features of this model work together on the task, and is that togetherness real?',
  opening: [verdicts, reproduction],
  sections: [
    relevance,
    cooccurrence,
    network,
    clusters,
    effect,
    transfer,
    source,
    edgeEffect,
    metrics,
    steering,
    importance,
    nulls,
    replication,
    anomalies,
  ],
  method: html`<p>For each prompt the residual stream and the gradient of the contrast are read at the autoencoder’s layer. A feature’s attribution is its code times the gradient along its decoder row. Attributions are aggregated over positions, correlated over prompts, and thresholded into a network; communities, node measures and tests follow. Steering runs the model again with directions added. The formulas and every decision are in <code>docs/methods.md</code>.</p>`,
  parameters: (context) => ({ algorithm: algorithmOf(context), mode: steeringOf(context)?.mode ?? null }),
  sizes,
  facts,
  network: readNetwork,
};
