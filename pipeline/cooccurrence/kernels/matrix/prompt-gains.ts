/**
 * The gain of every prompt from the shards of stage `attribute`: the norm of its gradient over all positions.
 * A gain of zero is an error: nothing can be divided by it and it has no logarithm.
 */
import { StudyError } from '../../../../src/errors.ts';
import { gradientNorms } from '../../../../src/methods/attribution/gradient-norm.ts';
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';

/** [P], in the order of `promptIds`. */
export function promptGains(shards: ShardFolder, promptIds: Int32Array): Float64Array {
  const rowOf = new Map(Array.from(promptIds, (id, row) => [id, row]));
  const gains = new Float64Array(promptIds.length);
  readPlan<{ batches: readonly unknown[] }>(shards).batches.forEach((_, index) => {
    const { prompt, length, gradient } = shards.read(index);
    const own = gradientNorms(gradient.data as Float32Array, length.data, gradient.dims[1]);
    prompt.data.forEach((id, batchRow) => {
      const row = rowOf.get(id);
      if (row !== undefined) gains[row] = own[batchRow];
    });
  });
  const flat = gains.indexOf(0);
  if (flat >= 0) {
    throw new StudyError({
      where: `prompt ${promptIds[flat]}`,
      found: 'a gradient of zero',
      expected: 'one that values can be divided by',
      fix: 'Use correlation.gain: keep, without the covariate log-gradient.',
    });
  }
  return gains;
}
