/**
 * Stage `verify`: gradient attributions of a sample of prompts and features against integrated gradients and exact removal. The network
 * is made of first-order numbers; this says whether removing a feature does what they say, and warns where it does not.
 */

import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import { openSubject } from '../../../src/engine/passes/subject.ts';
import { taskContrasts } from '../../../src/engine/passes/task-contrasts.ts';
import { unitScales } from '../../../src/methods/intervention/unit-scales.ts';
import { openShards } from '../../../src/run/shards.ts';
import type { Stage } from '../../../src/run/stage.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { type CodeRows, checkCells } from '../kernels/attribution-check/cells.ts';
import { AGREEMENT_COLUMNS, CHECK_COLUMNS, checkRows } from '../kernels/attribution-check/check-rows.ts';
import { compareMethods, warnings } from '../kernels/attribution-check/compare.ts';
import { sampleCells } from '../kernels/attribution-check/sample.ts';
import { type CheckedPrompt, checkValues } from '../kernels/attribution-check/values.ts';
import { readSteeredPrompts } from '../kernels/steering/read-steered-prompts.ts';
import type { RunPrompt } from '../kernels/steering/steered-subset.ts';

export const verify: Stage = {
  name: 'verify',
  reads: ['prompt', 'token', 'attribution', 'feature'],
  after: ['attribute'],
  writes: ['attribution_check', 'attribution_agreement'],
  parameters: ({ seed, sae, attribution: { positions, bos }, attribution_check: own }) => {
    return { seed, center: sae.center, positions, bos, ...own };
  },
  files: sourceFiles,
  async run({ study, tables, out, hashOf, threads, memoryBytes, progress, note }) {
    const { seed, attribution, attribution_check: own } = study;
    const inputs = await openSubject(study);
    const task = await tables.query<RunPrompt>('prompts_to_run');
    const codes = await tables.columns<CodeRows & Record<string, unknown>>('verify_code');
    const all = checkCells(codes, {
      rule: attribution.positions,
      excludeFirst: attribution.bos === 'exclude' && inputs.sae.config.prependBos,
      lengths: task.map(({ n_tokens: length }) => length),
    });
    const { prompts: count, top_features: topFeatures, cells: drawn, least } = own;
    const cells = sampleCells(all, { prompts: count, topFeatures, cells: drawn, seed });
    if (cells.length === 0) {
      await tables.replace('attribution_check', byColumn(CHECK_COLUMNS, []));
      await tables.replace('attribution_agreement', byColumn(AGREEMENT_COLUMNS, []));
      note('no attribution was checked: attribution_check asks for no prompts or no features');
      return;
    }

    const featureIds = new Set(cells.map(({ featureId }) => featureId));
    const promptIds = [...new Set(cells.map(({ promptId }) => promptId))];
    const steered = readSteeredPrompts(openShards(out, 'attribute', hashOf('attribute')), promptIds, featureIds);
    const scales = unitScales(steered, { config: inputs.sae.config, center: inputs.centering.center });
    const contrasts = await taskContrasts(inputs.model, task);
    const prompts = new Map<number, CheckedPrompt>(
      promptIds.map((id, i) => [id, { ...steered[i], scales: scales[i], contrast: contrasts(id) }]),
    );
    const bar = progress('checked attributions', promptIds.length);
    const directions = await decoderRows(inputs.sae, featureIds);
    const values = await checkValues(cells, {
      inputs,
      prompts,
      directions,
      threads,
      memoryBytes,
      advance: bar.advance,
    });
    bar.done();

    const rows = compareMethods(cells, values, { seed, least });
    await tables.replace('attribution_check', byColumn(CHECK_COLUMNS, checkRows(cells, values)));
    await tables.replace('attribution_agreement', byColumn(AGREEMENT_COLUMNS, rows));
    for (const { sample, spearman, slope } of rows.filter(({ method }) => method === 'exact'))
      note(`${sample} features: rank correlation ${two(spearman)} with exact removal, slope ${two(slope)}`);
    for (const text of warnings(rows)) note(text);
  },
};

function two(value: string | number | null): string {
  return Number(value).toFixed(2);
}
