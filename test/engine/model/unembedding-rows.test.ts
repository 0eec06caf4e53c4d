import { describe, expect, it } from 'vitest';
import { unembeddingRows } from '../../../src/engine/model/unembedding-rows.ts';
import { engineInputs, MODEL_NAMES } from '../../engine.ts';
import { generate } from '../../generated.ts';

describe('unembeddingRows', () => {
  it('are those of wte.weight where it is tied, and of lm_head.weight where it is not, each once', async () => {
    for (const [model, name] of [
      [MODEL_NAMES[0]!, 'wte.weight'],
      [MODEL_NAMES[1]!, 'lm_head.weight'],
    ] as const) {
      const inputs = await engineInputs({ model, dtype: 'BF16' });
      const rows = await unembeddingRows(inputs.model, [40, 3, 40]);
      const all = generate(name, [48, 16], { step: 2 ** -8 });
      expect([...rows.keys()]).toEqual([40, 3]);
      expect(rows.get(3)).toEqual(all.slice(3 * 16, 4 * 16));
      expect(rows.get(40)).toEqual(all.slice(40 * 16, 41 * 16));
    }
  });
  it('refuses a token outside the vocabulary', async () => {
    const inputs = await engineInputs();
    await expect(unembeddingRows(inputs.model, [48])).rejects.toThrow(RangeError);
    await expect(unembeddingRows(inputs.model, [-1])).rejects.toThrow(RangeError);
  });
});
