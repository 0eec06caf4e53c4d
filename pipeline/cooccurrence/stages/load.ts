/** Stage `load`: shards into tables, positions aggregated, features selected, the run's identities judged. */
import { StudyError } from '../../../src/errors.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import { stage } from '../../../src/run/stage.ts';
import { rows, shards, subject } from '../../../src/run/stage-input.ts';
import { readAttributions } from '../kernels/matrix/read-attributions.ts';
import { selectedCells, selectFeatures } from '../kernels/matrix/select-features.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const load = stage({
  name: 'load',
  module: import.meta.url,
  settings: ({ attribution: { positions, bos }, features }: CooccurrenceStudy) => ({ positions, bos, features }),
  reads: {
    prompts: rows<{ n_tokens: number; logit_diff: number }>('prompts_to_run'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['attribution', 'ledger', 'feature', 'prompt_feature_value', 'identity'],
  run({ positions, bos, features: rule }, { prompts, attributed, subject: { sae, model } }, { study, note }) {
    const { attribution, ledger, identities } = readAttributions(
      attributed,
      prompts.map((prompt) => prompt.logit_diff),
      model.config.norm,
    );
    const values = aggregatePositions(attribution, {
      rule: positions,
      excludeFirst: bos === 'exclude' && sae.config.prependBos,
      lengths: prompts.map((prompt) => prompt.n_tokens),
    });
    const features = selectFeatures(values, prompts.length, rule.min_prevalence);
    const selected = features.filter((feature) => feature.selected).map(({ featureId }) => featureId);
    if (selected.length === 0) {
      const most = features.reduce((best, { prevalence }) => Math.max(best, prevalence), 0);
      throw new StudyError({
        where: `${study}: features.min_prevalence`,
        found: `${rule.min_prevalence}, and the commonest feature is non-zero on ${(100 * most).toFixed(0)} % of the prompts`,
        expected: 'a share that some feature reaches',
      });
    }
    note(`${selected.length} of ${features.length} active features selected`);
    for (const { check, worst, tolerance, promptId } of identities) {
      if (worst > tolerance)
        note(
          `identity ${check} FAILED: off by ${worst.toExponential(1)} at prompt ${promptId}, expected at most ${tolerance}`,
        );
    }
    return {
      attribution: { ...attribution },
      ledger: { ...ledger },
      identity: identities.map(({ check, worst, promptId: prompt_id, position, tolerance }) => {
        return { check, worst, prompt_id, position, tolerance, passed: worst <= tolerance };
      }),
      feature: {
        feature_id: Int32Array.from(features, ({ featureId }) => featureId),
        prevalence: Float64Array.from(features, ({ prevalence }) => prevalence),
        selected: features.map((feature) => feature.selected),
        reason: features.map(({ reason }) => reason),
      },
      prompt_feature_value: { ...selectedCells(values, features) },
    };
  },
});
