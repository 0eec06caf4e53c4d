/**
 * Stage `verify`: gradient attributions of a sample of prompts and features against integrated gradients, from no features and from mean codes, and exact removal. The network
 * is made of first-order numbers; this says whether removing a feature does what they say, and warns where it does not.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../../src/engine/dictionary/unit-scale.ts';
import { taskContrasts } from '../../../src/engine/passes/contrasts.ts';
import { stage } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { type CodeRows, checkCells, sampleCells } from '../kernels/attribution-check/cells.ts';
import { checkRows } from '../kernels/attribution-check/check-rows.ts';
import { compareMethods, warnings } from '../kernels/attribution-check/compare.ts';
import { completeness, meanPath } from '../kernels/attribution-check/mean-path.ts';
import { type CheckedPrompt, checkValues } from '../kernels/attribution-check/values.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { activeCodes, type CodeTable, firingIds } from '../kernels/relevance/firing-features.ts';
import { taskSlots } from '../kernels/relevance/slots.ts';
import type { RunPrompt } from '../kernels/steering/steered-prompts.ts';
import { readSteeredPrompts } from '../kernels/steering/steered-prompts.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const verify = stage({
  name: 'verify',
  module: import.meta.url,
  settings: ({ seed, attribution: { positions, bos }, attribution_check }: CooccurrenceStudy) => {
    return { seed, positions, bos, check: attribution_check };
  },
  reads: {
    task: rows<RunPrompt>('prompts_to_run'),
    ...promptWords,
    codes: columns<CodeRows>('verify_code'),
    every: columns<CodeTable>('codes'),
    attributed: shards('attribute'),
    subject: subject(),
  },
  writes: ['attribution_check', 'attribution_agreement', 'attribution_path'],
  async run({ seed, positions, bos, check }, { task, words, codes, every, attributed, subject }, tools) {
    const excludeFirst = bos === 'exclude' && subject.sae.config.prependBos;
    const all = checkCells(codes, {
      rule: positions,
      excludeFirst,
      lengths: task.map(({ n_tokens: length }) => length),
    });
    const { prompts: count, top_features: topFeatures, cells: drawn, least } = check;
    const cells = sampleCells(all, { prompts: count, topFeatures, cells: drawn, seed });
    if (cells.length === 0) {
      tools.note('no attribution was checked: attribution_check asks for no prompts or no features');
      return { attribution_check: [], attribution_agreement: [], attribution_path: [] };
    }

    const featureIds = new Set(cells.map(({ featureId }) => featureId));
    const promptIds = [...new Set(cells.map(({ promptId }) => promptId))];
    const steered = readSteeredPrompts(attributed, promptIds, featureIds);
    const scales = unitScales(steered, { config: subject.sae.config, center: subject.centering.center });
    const contrasts = await taskContrasts(subject.model, task);
    const prompts = new Map<number, CheckedPrompt>(
      promptIds.map((id, i) => [id, { ...steered[i], scales: scales[i], contrast: contrasts(id) }]),
    );
    const bar = tools.progress('checked attributions', promptIds.length);
    const directions = await decoderRows(subject.sae, featureIds);
    const { threads, memoryBytes } = tools;
    const { advance } = bar;
    const input = { inputs: subject, prompts, directions, threads, memoryBytes, advance };
    const firing = firingIds(every);
    const slots = taskSlots(task, words);
    const source = { codes: activeCodes(every, firing), firing, slots, skip: excludeFirst ? 1 : 0 };
    const { paths, ...path } = await meanPath(cells, input, source);
    const values = { ...(await checkValues(cells, input)), ...path };
    bar.done();

    const agreement = compareMethods(cells, values, { seed, least });
    for (const { sample, spearman, slope } of agreement.filter(({ method }) => method === 'exact'))
      tools.note(`${sample} features: rank correlation ${two(spearman)} with exact removal, slope ${two(slope)}`);
    for (const text of [completeness(paths), ...warnings(agreement)]) tools.note(text);
    return {
      attribution_check: checkRows(cells, values),
      attribution_agreement: agreement,
      attribution_path: paths,
    };
  },
});

function two(value: string | number | null): string {
  return Number(value).toFixed(2);
}
