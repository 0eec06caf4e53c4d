/** Stage `units`: which of the selected features are copies of one another, so that everything that counts features can count them once. */
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { stage } from '../../../src/run/stage.ts';
import { subject } from '../../../src/run/stage-input.ts';
import { matrixInputs, readMatrix } from '../kernels/matrix/prompt-matrix.ts';
import { unitRows } from '../kernels/units/unit-rows.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const units = stage({
  name: 'units',
  module: import.meta.url,
  settings: ({ correlation: { most_pairs: mostPairs } }: CooccurrenceStudy) => ({ mostPairs }),
  reads: { ...matrixInputs, subject: subject() },
  writes: ['unit'],
  async run({ mostPairs }, inputs, { note }) {
    const { feature_id: ids } = inputs.features;
    const rows = unitRows(readMatrix(inputs), await decoderRows(inputs.subject.sae, ids), mostPairs);
    const count = new Set(rows.map(({ unit }) => unit)).size;
    if (rows.length === 0)
      note(`copies are not counted once: ${ids.length} features have more pairs than correlation.most_pairs`); // biome-ignore format: one line
    else note(`${ids.length} selected features are ${count} ${count === 1 ? 'unit' : 'units'} once copies count once`);
    return { unit: rows };
  },
});
