/** Stage `load`: shards into tables, positions aggregated, features selected, the run's identities judged. */

import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { sourceFiles, sourceFolders } from '../../../src/engine/hub/sources.ts';
import { StudyError } from '../../../src/errors.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { readAttributions } from '../kernels/matrix/read-attributions.ts';
import { selectedCells, selectFeatures } from '../kernels/matrix/select-features.ts';

export const load: Stage = {
  name: 'load',
  reads: ['prompt'],
  after: ['attribute'],
  writes: ['attribution', 'ledger', 'feature', 'prompt_feature_value', 'identity'],
  parameters: ({ attribution: { positions, bos }, features, sae }) => {
    return { positions, bos, features, prepend_bos: sae.prepend_bos };
  },
  files: sourceFiles,
  run,
};

async function run({ study, tables, out, hashOf, note }: StageContext): Promise<void> {
  const prompts = await tables.query<{ n_tokens: number; logit_diff: number }>('prompts_to_run');
  const logitDiffs = prompts.map((prompt) => prompt.logit_diff);
  const { attribution, ledger, identities } = readAttributions(
    openShards(out, 'attribute', hashOf('attribute')),
    logitDiffs,
  );
  await tables.replace('attribution', { ...attribution });
  await tables.replace('ledger', { ...ledger });
  await tables.replace('identity', {
    check: identities.map(({ check }) => check),
    worst: Float64Array.from(identities, ({ worst }) => worst),
    prompt_id: identities.map(({ promptId }) => promptId),
    position: identities.map(({ position }) => position),
    tolerance: Float64Array.from(identities, ({ tolerance }) => tolerance),
    passed: identities.map(({ worst, tolerance }) => worst <= tolerance),
  });

  const sae = await openSae(sourceFolders(study).sae, study.sae.prepend_bos);
  const values = aggregatePositions(attribution, {
    rule: study.attribution.positions,
    excludeFirst: study.attribution.bos === 'exclude' && sae.config.prependBos,
    lengths: prompts.map((prompt) => prompt.n_tokens),
  });
  const features = selectFeatures(values, prompts.length, study.features.min_prevalence);
  const selected = features.filter((feature) => feature.selected).map(({ featureId }) => featureId);
  if (selected.length === 0) {
    const most = features.reduce((best, { prevalence }) => Math.max(best, prevalence), 0);
    throw new StudyError({
      where: `${study.name}: features.min_prevalence`,
      found: `${study.features.min_prevalence}, and the commonest feature is non-zero on ${(100 * most).toFixed(0)} % of the prompts`,
      expected: 'a share that some feature reaches',
    });
  }
  await tables.replace('feature', {
    feature_id: Int32Array.from(features, ({ featureId }) => featureId),
    prevalence: Float64Array.from(features, ({ prevalence }) => prevalence),
    selected: features.map((feature) => feature.selected),
    reason: features.map(({ reason }) => reason),
  });
  await tables.replace('prompt_feature_value', selectedCells(values, features));

  note(`${selected.length} of ${features.length} active features selected`);
  for (const { check, worst, tolerance, promptId } of identities) {
    if (worst > tolerance)
      note(
        `identity ${check} FAILED: off by ${worst.toExponential(1)} at prompt ${promptId}, expected at most ${tolerance}`,
      );
  }
}
