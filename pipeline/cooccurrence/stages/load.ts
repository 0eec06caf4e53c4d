/** Stage `load`: shards into tables, positions aggregated, features selected, the run's identities judged. */
import { siteText } from '../../../src/engine/model/site.ts';
import { StudyError } from '../../../src/errors.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import { stage } from '../../../src/run/stage.ts';
import { rows, shards, subject } from '../../../src/run/stage-input.ts';
import { featurePlaces } from '../kernels/matrix/feature-places.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { readAttributions } from '../kernels/matrix/read-attributions.ts';
import { attributionSizes, selectedCells, selectedNodes, selectFeatures } from '../kernels/matrix/select-features.ts';
import { firstHalfOf } from '../kernels/nulls/study-options.ts';
import { prefixesOf } from '../kernels/relevance/slots.ts';
import { mergedNodes } from '../kernels/units/merged-nodes.ts';
import { NodeMembers } from '../kernels/units/node-members.ts';
import { nodeValues } from '../kernels/units/node-values.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const load = stage({
  name: 'load',
  module: import.meta.url,
  settings: ({ seed, attribution: { positions, bos }, features, correlation }: CooccurrenceStudy) => {
    // Halves are drawn by the seed; a selection by prevalence needs none. Pairs are compared where copies are merged.
    const mostPairs = features.merge_copies ? correlation.most_pairs : null;
    return { positions, bos, features, mostPairs, seed: features.by === 'attribution' ? seed : null };
  },
  reads: {
    ...promptWords,
    prompts: rows<{ n_tokens: number; logit_diff: number; tokens: readonly number[] }>('prompts_to_run'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['attribution', 'ledger', 'feature', 'prompt_feature_value', 'identity'],
  async run({ positions, bos, features: rule, mostPairs: most, seed }, inputs, { study, note }) {
    const { prompts, words, attributed } = inputs;
    const { sae, model } = inputs.subject;
    const { attribution, ledger, identities } = readAttributions(
      attributed,
      prompts.map((prompt) => prompt.logit_diff),
      model.config.norm,
    );
    const excludeFirst = bos === 'exclude' && sae.config.prependBos;
    const lengths = prompts.map((prompt) => prompt.n_tokens);
    if (attribution.feature_id.length === 0) throw silent(study, siteText(sae.config.reads), prompts.length);
    const values = aggregatePositions(attribution, { rule: positions, excludeFirst, lengths });
    const prefixes = prefixesOf(prompts.map(({ tokens }, p) => ({ tokens, template: words[p].template })));
    const places = featurePlaces(attribution, lengths, prefixes);
    const { features, held, refusal } = selectFeatures(rule, values, prompts.length, () => {
      const finds = new Set(firstHalfOf(words, seed ?? 0));
      return attributionSizes(attribution, values.featureIds, (prompt) => finds.has(prompt), excludeFirst ? 1 : 0);
    });
    const ids = features.flatMap(({ featureId, selected }) => (selected ? [featureId] : []));
    if (ids.length === 0) {
      const { key, ...complaint } = refusal();
      throw new StudyError({ where: `${study}: ${key}`, ...complaint });
    }
    note(`${ids.length} of ${features.length} active features selected${held === null ? '' : `: they hold ${(100 * held).toFixed(0)} % of Σ|attribution| on the prompts that find`}`); // biome-ignore format: one line
    const alone = ids.map((id) => ({ feature_id: id, node: id }));
    const among = { values, prompts: prompts.length, most: most ?? 0 };
    const merged = most === null ? alone : await mergedNodes(ids, sae, among, study);
    const members = new NodeMembers(merged);
    const nodes = selectedNodes(features, members);
    const count = nodes.filter((feature) => feature.selected).length;
    if (most !== null) note(`${ids.length} features in ${count} nodes: copies are merged, and their values summed`);
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
        selected: nodes.map((feature) => feature.selected),
        reason: nodes.map(({ reason }) => reason),
        main_position: places.mainPosition,
        constant: places.constant,
        before_difference: places.beforeDifference,
        node: nodes.map(({ node }) => node),
      },
      prompt_feature_value: { ...selectedCells(nodeValues(values, members), nodes) },
    };
  },
});

/** No code is above 0 anywhere: what the SAE reads is not what it was trained on. */
function silent(study: string, site: string, prompts: number): StudyError {
  return new StudyError({
    where: `${study}: sae`,
    found: `no feature fires at any position of ${prompts} prompts`,
    expected: `an SAE whose features fire on the residual at ${site}`,
    fix: 'Check that this is the hook it was trained on, that the model is the same one, and whether it expects the residual centred or scaled (sae.center, and normalisation in its configuration); its weights may also be of zeros.',
  });
}
