/**
 * Makes the study's network again: with one ingredient changed, to see where its correlations come from, from halves of the prompts, to see
 * how far its statistics would move with other ones, and from the first replicates of each null, to be looked at beside it.
 */
import { stage } from '../../../src/run/stage.ts';
import { readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { nullMatrices, SHOWN } from '../kernels/nulls/null-matrix.ts';
import { sourceOptions } from '../kernels/nulls/null-source.ts';
import { nullStudyReads, nullStudySettings, openNullStudy } from '../kernels/nulls/null-study.ts';
import { recomputed } from '../kernels/nulls/recomputed.ts';
import { RESAMPLES, statisticIntervals } from '../kernels/nulls/statistic-interval.ts';
import { tooManyPairs } from '../kernels/nulls/study-options.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const recompute = stage({
  name: 'recompute',
  module: import.meta.url,
  settings: (study: CooccurrenceStudy) => ({
    ...nullStudySettings(study),
    algorithm: study.cluster.algorithm,
    recomputed: study.nulls.recomputed,
    kinds: study.nulls.kinds,
    shown: Math.min(SHOWN, study.nulls.replicates),
  }),
  reads: nullStudyReads,
  writes: ['recomputed', 'statistic_interval', 'null_matrix', 'null_matrix_node'],
  async run(own, inputs, tools) {
    const matrix = readMatrix(inputs);
    const refusal = tooManyPairs(matrix.cols, own.correlation.most_pairs);
    if (refusal !== null) {
      tools.note(`no networks again: ${refusal}`);
      return { recomputed: [], statistic_interval: [], null_matrix: [], null_matrix_node: [] };
    }
    const { words: prompts, everyFeature } = inputs;
    const { matched, projections, statistics, dictionary, selected } = await openNullStudy(
      own,
      inputs,
      matrix,
      tools.study,
    );
    const variants = recomputed({ nullInput: matched, projections, matrix, prompts }, own.recomputed);
    const strata = prompts.map(({ stratum }) => stratum);
    const progress = tools.progress('networks of halves of the prompts', RESAMPLES);
    const intervals = statisticIntervals(matrix, strata, matched, statistics, progress.advance);
    progress.done();
    const made = { method: own.attribution.method, statistics: matched.statistics, selected };
    const options = sourceOptions(dictionary, matrix, everyFeature, prompts, made);
    const { edges, nodes } = await nullMatrices(own.kinds, matched, options, own.shown);
    return { recomputed: variants, statistic_interval: intervals, null_matrix: edges, null_matrix_node: nodes };
  },
});
