/**
 * Stage `units`: which of the selected features are copies of one another, so that everything that counts features can count them once. Where
 * copies are merged, the units are the nodes, and how alike their features are is asked of the values before they were summed.
 */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import { stage } from '../../../src/run/stage.ts';
import { ask, rows, subject } from '../../../src/run/stage-input.ts';
import { matrixInputs, promptWords, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import type { CodeTable } from '../kernels/relevance/firing-features.ts';
import type { NodeMember } from '../kernels/units/node-members.ts';
import { nodeUnitRows, unitRows } from '../kernels/units/unit-rows.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const units = stage({
  name: 'units',
  module: import.meta.url,
  settings: ({ correlation, features, attribution: { positions, bos } }: CooccurrenceStudy) => {
    return { mostPairs: correlation.most_pairs, merged: features.merge_copies ? { positions, bos } : null };
  },
  reads: {
    ...matrixInputs,
    ...promptWords,
    nodes: rows<NodeMember>('node_member'),
    codes: ask<CodeTable>('node_code'),
    subject: subject(),
  },
  writes: ['unit'],
  async run({ mostPairs, merged }, inputs, { note }) {
    const { nodes, words } = inputs;
    const { sae } = inputs.subject;
    const ids = nodes.map(({ feature_id: id }) => id);
    const decoder = await decoderRows(sae, ids);
    const lengths = words.map(({ n_tokens: length }) => length);
    const rule = { excludeFirst: merged?.bos === 'exclude' && sae.config.prependBos, lengths };
    const rows =
      merged === null
        ? unitRows(readMatrix(inputs), decoder, mostPairs)
        : nodeUnitRows(nodes, decoder, aggregatePositions(await inputs.codes({}), { ...rule, rule: merged.positions }), words.length); // biome-ignore format: one line
    const count = new Set(rows.map(({ unit }) => unit)).size;
    if (rows.length === 0)
      note(`copies are not counted once: ${ids.length} features have more pairs than correlation.most_pairs`); // biome-ignore format: one line
    else note(`${ids.length} selected features are ${count} ${count === 1 ? 'unit' : 'units'} once copies count once`);
    return { unit: rows };
  },
});
