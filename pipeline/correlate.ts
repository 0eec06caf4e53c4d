/**
 * Correlates the selected features over prompts: every pair of features that vary, with p and q.
 * q is Benjamini-Hochberg over all pairs, not only those that later become edges.
 */
import { StudyError } from '../src/errors.ts';
import { adjust } from '../src/stats/adjust.ts';
import { correlationP } from '../src/stats/correlation-p.ts';
import { pearson } from '../src/stats/pearson.ts';
import { type LongMatrix, promptMatrix } from '../src/stats/prompt-matrix.ts';
import type { Stage } from './stage.ts';

/** With two prompts every correlation is ±1. */
const LEAST_PROMPTS = 3;

export const correlate: Stage = {
  name: 'correlate',
  reads: ['prompt_feature'],
  writes: ['correlation'],
  parameters: (study) => study.correlation,
  async run({ study, tables, note }) {
    const matrix = promptMatrix(await tables.columns<LongMatrix>('correlate_value'));
    if (matrix.cols > 0 && matrix.rows < LEAST_PROMPTS) {
      throw new StudyError({
        where: study.task.file,
        found: `${matrix.rows} prompts`,
        expected: `at least ${LEAST_PROMPTS}, so that a correlation over prompts can be other than 1 and -1`,
      });
    }
    const { kept, constant, r } = matrix.cols === 0 ? NOTHING : pearson(matrix);
    const ids = kept.map((column) => matrix.featureIds[column]);
    const featureA = new Int32Array(r.length);
    const featureB = new Int32Array(r.length);
    let pair = 0;
    for (let i = 0; i < ids.length; i++) {
      for (let j = i + 1; j < ids.length; j++, pair++) {
        featureA[pair] = ids[i];
        featureB[pair] = ids[j];
      }
    }
    const p = r.map((value) => correlationP(value, matrix.rows - 2));
    await tables.replace('correlation', {
      feature_a: featureA,
      feature_b: featureB,
      r,
      n: new Int32Array(r.length).fill(matrix.rows),
      p,
      q: adjust(p, 'benjamini-hochberg'),
    });
    if (constant.length > 0)
      note(`${constant.length} of ${matrix.cols} features are constant over prompts and have no correlation`);
    if (r.length === 0) note('fewer than two features vary over prompts: there is nothing to correlate');
  },
};

const NOTHING = { kept: new Int32Array(0), constant: new Int32Array(0), r: new Float64Array(0) };
