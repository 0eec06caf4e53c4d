/**
 * Settings of `cooccurrence`, by group. The preset `seed-exact` is the study as its author's code ran it; `recommended` takes the most
 * defensible reading of every ambiguity instead. A study file's own keys override either.
 *
 * The study: "zooming out" on SAE features with network analysis, code at
 * https://github.com/owenparsons/sae_network_analysis (e4b8dbd). Defaults that differ from its text follow its code.
 */
import type { Needs } from '../../src/run/analysis.ts';
import { group, type PresetName, type ValueOf } from '../../src/run/study/leaf.ts';
import type { DictionaryStudy } from '../../src/run/study/study.ts';
import { attribution, attributionCheck, features } from './settings/attribution.ts';
import { edgeEffect } from './settings/edge-effect.ts';
import { cluster, correlation, network, stability } from './settings/network.ts';
import { adjustment, nulls, tests, verdict } from './settings/nulls.ts';
import { sources } from './settings/sources.ts';
import { effect, interaction, relevance, steering } from './settings/steering.ts';
import { transfer } from './settings/transfer.ts';

export const name = 'cooccurrence';

export const settings = group(
  {
    attribution,
    attribution_check: attributionCheck,
    features,
    correlation,
    network,
    cluster,
    stability,
    relevance,
    effect,
    transfer,
    sources,
    edge_effect: edgeEffect,
    steering,
    interaction,
    tests,
    nulls,
    verdict,
    adjustment,
  },
  ({ correlation: { covariates }, attribution: { contrast }, features, steering }, refuse) => {
    // A push by a global maximum needs that of every feature, and the table of metrics has those of nodes.
    if (features.merge_copies && steering.experiments.includes('global-maximum'))
      refuse(
        'features.merge_copies',
        'true with the experiment global-maximum',
        'false where every feature is steered by its maximum on generic text, which is known of nodes alone',
      );
    if (covariates?.includes('foil') && contrast === 'mean-of-others')
      refuse('correlation.covariates', 'foil', 'a contrast with one foil a prompt; mean-of-others has none');
  },
);

export const needs: Needs = { task: true, dictionaries: 'each' };
/** Its keys may stand at the top of a study file: the short form means this analysis. */
export const short = true;

export type CooccurrenceSettings = ValueOf<typeof settings>;

/** What its stages see of a study: one dictionary, and its settings beside the study's own. */
export type CooccurrenceStudy = DictionaryStudy & { readonly preset: PresetName } & CooccurrenceSettings;
