/**
 * Correlates the selected features over prompts by the study's method: every pair of features that vary, with p and q.
 * q is Benjamini-Hochberg over all pairs, not only those that later become edges.
 * `gain: divide` first divides each prompt's values by the norm of its gradient, which multiplies all of them alike.
 * More pairs than `most_pairs` are computed in blocks: the strongest are stored, the weaker counted.
 */

import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { sourceFiles, sourceFolders } from '../../../src/engine/hub/sources.ts';
import { StudyError } from '../../../src/errors.ts';
import { preparedCells } from '../../../src/methods/stats/correlation/correlation-options.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { type ActiveTokens, coActivations, type FeaturePairs } from '../kernels/matrix/co-activations.ts';
import { correlatedPairs, LEVEL_COLUMNS } from '../kernels/matrix/correlated-pairs.ts';
import { readCorrelationOptions } from '../kernels/matrix/read-correlation-options.ts';
import { readPromptCells } from '../kernels/matrix/read-prompt-matrix.ts';
import { SWEEP } from '../kernels/network/threshold-sweep.ts';

/** With two prompts every correlation is ±1. */
const LEAST_PROMPTS = 3;
/** Why a feature has no correlation. */
const REASONS = {
  pearson: 'constant over prompts',
  spearman: 'constant over prompts',
  cosine: 'zero on every prompt',
  partial: 'constant over prompts, or explained by the covariates',
} as const;

export const correlate: Stage = {
  name: 'correlate',
  reads: ['prompt', 'feature', 'attribution', 'prompt_feature'],
  after: ['attribute'],
  writes: ['correlation', 'correlation_scope', 'correlation_level', 'correlation_sum', 'uncorrelated', 'co_activation'],
  parameters: ({ correlation, attribution, network: { threshold, strict, sign } }) => {
    // The network is read where pairs are counted on the way; a threshold within the sweep changes nothing here.
    const counted = { strict, sign, threshold: Math.min(threshold, SWEEP[0]) };
    return { ...correlation, bos: attribution.bos, counted };
  },
  files: sourceFiles,
  async run(context) {
    const { study, tables, note } = context;
    const { promptIds, featureIds, ...matrix } = await readPromptCells(tables);
    if (matrix.rows < LEAST_PROMPTS) {
      throw new StudyError({
        where: `${study.name}: task`,
        found: `${matrix.rows} prompts`,
        expected: `at least ${LEAST_PROMPTS}, so that a correlation can be other than 1 and -1`,
      });
    }
    const prepared = preparedCells(matrix, await readCorrelationOptions(context, promptIds));
    const { kept, constant, n } = prepared.columns;
    const { found, levels } = await correlatedPairs(prepared, featureIds.length, study, context.threads);
    const { a, b, r, p, q, from, sums, pairs, qExact } = found;
    const ids = kept.map((column) => featureIds[column]);
    await tables.replace('correlation', {
      feature_a: a.map((column) => ids[column]),
      feature_b: b.map((column) => ids[column]),
      r,
      n: new Int32Array(r.length).fill(n),
      p,
      q,
    });
    await tables.replace('correlation_scope', {
      features: [kept.length],
      pairs: [pairs],
      stored: [r.length],
      stored_from: [from],
      q_exact: [qExact],
    });
    await tables.replace('correlation_level', byColumn(LEVEL_COLUMNS, levels));
    // A feature that varies alone correlates with nothing.
    await tables.replace(
      'correlation_sum',
      pairs === 0 ? { feature_id: [], abs_r: [] } : { feature_id: ids, abs_r: sums },
    );
    const stored = from === 0 ? undefined : { a: a.map((column) => kept[column]), b: b.map((column) => kept[column]) };
    await storeCoActivation(context, featureIds, stored);
    const reason = REASONS[study.correlation.method];
    await tables.replace('uncorrelated', {
      feature_id: constant.map((column) => featureIds[column]),
      reason: Array.from(constant, () => reason),
    });
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
  },
};

async function storeCoActivation(
  { study, tables }: StageContext,
  featureIds: Int32Array,
  pairs: FeaturePairs | undefined,
): Promise<void> {
  // BOS is position 0 where one was prepended.
  const first =
    study.attribution.bos === 'exclude' &&
    (await openSae(sourceFolders(study).sae, study.sae.prepend_bos)).config.prependBos
      ? 1
      : 0;
  const prompts = await tables.query<{ n_tokens: number }>('correlate_prompt');
  const nTokens = prompts.reduce((sum, prompt) => sum + prompt.n_tokens - first, 0);
  const active = await tables.columns<ActiveTokens>('correlate_active', { first });
  await tables.replace('co_activation', coActivations(featureIds, active, nTokens, pairs));
}
