import { expect, it } from 'vitest';
import { meanAblation } from '../../../../../pipeline/cooccurrence/kernels/relevance/mean-ablation.ts';
import {
  readRelevanceMaterial,
  relevanceMaterial,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-material.ts';
import { slotsOf } from '../../../../../pipeline/cooccurrence/kernels/relevance/slots.ts';
import { decodeShard, encodeShard } from '../../../../../src/run/shard-file.ts';

const CODES = {
  prompt: Int32Array.of(0, 0, 1, 2),
  position: Int32Array.of(0, 2, 1, 0),
  feature: Int32Array.of(1, 0, 1, 0),
  code: Float32Array.of(2, 0.1, 5, 1),
};
const TEXTS = [[9, 1, 2], [9, 3], [7]]; // biome-ignore format: one line
const SLOTS = slotsOf(TEXTS.map((tokens, p) => ({ tokens, template: p < 2 ? 'a' : 'b' })));
const LENGTHS = TEXTS.map(({ length }) => length);
const stored = () => decodeShard(encodeShard(relevanceMaterial(CODES, SLOTS)), 'x');

it('codes and slots come back from their shard', () => {
  const { codes, slots } = readRelevanceMaterial(stored(), LENGTHS);
  expect(codes).toEqual(CODES);
  expect(slots.of.map((own) => [...own])).toEqual(SLOTS.of.map((own) => [...own]));
});

it('what is read takes out what was written, also where the last slot has no position', () => {
  const rest = {
    ...{ rows: Float32Array.of(1, -1, 0.5, 2), width: 2, skip: 0 },
    prompts: LENGTHS.map((length) => ({ resid: new Float32Array(2 * length).fill(3) })),
  };
  const read = readRelevanceMaterial(stored(), LENGTHS);
  // Template b has one prompt, so nothing is between its start and its end.
  expect(read.slots.count).toBeLessThanOrEqual(SLOTS.count);
  for (const p of LENGTHS.keys()) {
    const [wanted, found] = [{ codes: CODES, slots: SLOTS }, read].map((own) => {
      const into = new Float32Array(2 * LENGTHS[p]);
      meanAblation({ ...own, ...rest }).keep([1])(p, into);
      return into;
    });
    expect(found).toEqual(wanted);
  }
});

it('no prompts and no codes are nothing', () => {
  const none = { prompt: new Int32Array(0), position: new Int32Array(0), feature: new Int32Array(0), code: new Float32Array(0) }; // biome-ignore format: one line
  expect(readRelevanceMaterial(relevanceMaterial(none, slotsOf([])), [])).toEqual({ codes: none, slots: { count: 0, of: [] } }); // biome-ignore format: one line
});

it('refuses prompts of other lengths', () => {
  expect(() => readRelevanceMaterial(stored(), [3, 2])).toThrow('split: lengths add up to 5, expected 6');
});
