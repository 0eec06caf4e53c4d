/** Stage `load`: shards into tables, positions aggregated, features selected, the run's identities judged. */
import { StudyError } from '../../../src/errors.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import { stage } from '../../../src/run/stage.ts';
import { rows, shards, subject } from '../../../src/run/stage-input.ts';
import { featurePlaces } from '../kernels/matrix/feature-places.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { readAttributions } from '../kernels/matrix/read-attributions.ts';
import { attributionSizes, selectedCells, selectFeatures } from '../kernels/matrix/select-features.ts';
import { firstHalfOf } from '../kernels/nulls/study-options.ts';
import { prefixesOf } from '../kernels/relevance/slots.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const load = stage({
  name: 'load',
  module: import.meta.url,
  settings: ({ seed, attribution: { positions, bos }, features }: CooccurrenceStudy) => {
    // Halves are drawn by the seed; a selection by prevalence needs none.
    return { positions, bos, features, seed: features.by === 'attribution' ? seed : null };
  },
  reads: {
    ...promptWords,
    prompts: rows<{ n_tokens: number; logit_diff: number; tokens: readonly number[] }>('prompts_to_run'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['attribution', 'ledger', 'feature', 'prompt_feature_value', 'identity'],
  run({ positions, bos, features: rule, seed }, inputs, { study, note }) {
    const { prompts, words, attributed } = inputs;
    const { sae, model } = inputs.subject;
    const { attribution, ledger, identities } = readAttributions(
      attributed,
      prompts.map((prompt) => prompt.logit_diff),
      model.config.norm,
    );
    const excludeFirst = bos === 'exclude' && sae.config.prependBos;
    const lengths = prompts.map((prompt) => prompt.n_tokens);
    const values = aggregatePositions(attribution, { rule: positions, excludeFirst, lengths });
    const prefixes = prefixesOf(prompts.map(({ tokens }, p) => ({ tokens, template: words[p].template })));
    const places = featurePlaces(attribution, lengths, prefixes);
    const { features, held, refusal } = selectFeatures(rule, values, prompts.length, () => {
      const finds = new Set(firstHalfOf(words, seed ?? 0));
      return attributionSizes(attribution, values.featureIds, (prompt) => finds.has(prompt), excludeFirst ? 1 : 0);
    });
    const selected = features.filter((feature) => feature.selected).length;
    if (selected === 0) {
      const { key, ...complaint } = refusal();
      throw new StudyError({ where: `${study}: ${key}`, ...complaint });
    }
    note(`${selected} of ${features.length} active features selected${held === null ? '' : `: they hold ${(100 * held).toFixed(0)} % of Σ|attribution| on the prompts that find`}`); // biome-ignore format: one line
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
        main_position: places.mainPosition,
        constant: places.constant,
        before_difference: places.beforeDifference,
      },
      prompt_feature_value: { ...selectedCells(values, features) },
    };
  },
});
