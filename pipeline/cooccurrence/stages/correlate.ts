/**
 * Correlates the selected features over prompts by the study's method: every pair of features that vary, with p and q.
 * q is Benjamini-Hochberg over all pairs, not only those that later become edges.
 * `gain: divide` first divides each prompt's values by the norm of its gradient, which multiplies all of them alike.
 * More pairs than `most_pairs` are computed in blocks: the strongest are stored, the weaker counted.
 */
import { StudyError } from '../../../src/errors.ts';
import { preparedCells } from '../../../src/methods/stats/correlation/correlation-options.ts';
import { stage } from '../../../src/run/stage.ts';
import { ask, shards, subject } from '../../../src/run/stage-input.ts';
import { type ActiveTokens, coActivations } from '../kernels/matrix/co-activations.ts';
import { correlatedPairs } from '../kernels/matrix/correlated-pairs.ts';
import { correlationOptions } from '../kernels/matrix/correlation-options.ts';
import { matrixInputs, promptWords, readCells } from '../kernels/matrix/prompt-matrix.ts';
import { SWEEP } from '../kernels/network/threshold-sweep.ts';
import type { CooccurrenceStudy } from '../settings.ts';

/** With two prompts every correlation is ±1. */
const LEAST_PROMPTS = 3;
/** Why a feature has no correlation. */
const REASONS = {
  pearson: 'constant over prompts',
  spearman: 'constant over prompts',
  cosine: 'zero on every prompt',
  partial: 'constant over prompts, or explained by the covariates',
} as const;

export const correlate = stage({
  name: 'correlate',
  module: import.meta.url,
  settings: ({ correlation, attribution, network: { threshold, strict, sign } }: CooccurrenceStudy) => {
    // The network is read where pairs are counted on the way; a threshold within the sweep changes nothing here.
    const counted = { strict, sign, threshold: Math.min(threshold, SWEEP[0]) };
    return { correlation, bos: attribution.bos, counted };
  },
  reads: {
    ...matrixInputs,
    ...promptWords,
    attributed: shards('attribute'),
    subject: subject(),
    active: ask<ActiveTokens>('correlate_active'),
  },
  writes: ['correlation', 'correlation_scope', 'correlation_level', 'correlation_sum', 'uncorrelated', 'co_activation'],
  async run({ correlation, bos, counted }, inputs, { study, threads, note }) {
    const { words, subject, active } = inputs;
    const { promptIds, featureIds, ...matrix } = readCells(inputs);
    if (matrix.rows < LEAST_PROMPTS) {
      throw new StudyError({
        where: `${study}: task`,
        found: `${matrix.rows} prompts`,
        expected: `at least ${LEAST_PROMPTS}, so that a correlation can be other than 1 and -1`,
      });
    }
    const options = correlationOptions(
      correlation,
      { promptIds, prompts: words, attributed: inputs.attributed },
      study,
    );
    const prepared = preparedCells(matrix, options);
    const { varying, constant, n } = prepared.columns;
    const rule = { ...counted, most: correlation.most_pairs };
    const { found, levels } = await correlatedPairs(prepared, featureIds.length, rule, study, threads);
    const { a, b, r, p, q, from, sums, pairs, qExact } = found;
    const ids = varying.map((column) => featureIds[column]);
    const stored = from === 0 ? undefined : { a: a.map((at) => varying[at]), b: b.map((at) => varying[at]) };
    // BOS is position 0 where one was prepended.
    const first = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const nTokens = words.reduce((sum, prompt) => sum + prompt.n_tokens - first, 0);
    const reason = REASONS[correlation.method];
    if (constant.length > 0) note(`${constant.length} of ${featureIds.length} features have no correlation: ${reason}`);
    if (pairs === 0) note('fewer than two features vary over prompts: there is nothing to correlate');
    if (from > 0)
      note(
        `${pairs.toLocaleString('en')} pairs computed in blocks, ${r.length.toLocaleString('en')} stored, from |r| ${from} on`,
      );
    if (qExact < 1)
      note(
        `q up to ${qExact.toPrecision(2)} is exact; larger ones depend on pairs that are not stored and may be too large`,
      );
    return {
      correlation: {
        feature_a: a.map((column) => ids[column]),
        feature_b: b.map((column) => ids[column]),
        r,
        n: new Int32Array(r.length).fill(n),
        p,
        q,
      },
      correlation_scope: [{ features: varying.length, pairs, stored: r.length, stored_from: from, q_exact: qExact }],
      correlation_level: levels,
      // A feature that varies alone correlates with nothing.
      correlation_sum: pairs === 0 ? [] : { feature_id: ids, abs_r: sums },
      co_activation: coActivations(featureIds, await active({ first }), nTokens, stored),
      uncorrelated: {
        feature_id: constant.map((column) => featureIds[column]),
        reason: Array.from(constant, () => reason),
      },
    };
  },
});
