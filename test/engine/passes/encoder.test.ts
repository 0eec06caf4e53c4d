import { describe, expect, it } from 'vitest';
import { openEncoder } from '../../../src/engine/passes/encoder.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, saeOracle } from '../../engine.ts';
import { generate } from '../../generated.ts';

const x = generate('sae/input', [saeOracle.rows, 16]);

describe('openEncoder', () => {
  for (const [name, { code }] of Object.entries(saeOracle.saes)) {
    it(`finds the non-zero codes of ${name}, row by row and by feature`, async () => {
      const encoder = await openEncoder(await engineInputs({ sae: name, center: false }), 1);
      const { starts, feature, activation, rowScale } = await encoder.encode(x);
      await encoder.release();
      const features = code.length / saeOracle.rows;
      const expected = Array.from({ length: saeOracle.rows }, (_, row) =>
        code.slice(row * features, (row + 1) * features).flatMap((value, id) => (value > 0 ? [{ id, value }] : [])),
      );
      expect(Array.from(starts)).toEqual([0, ...expected.map((_, row) => expected.slice(0, row + 1).flat().length)]);
      expect(Array.from(feature)).toEqual(expected.flat().map(({ id }) => id));
      expectWithin(activation, expected.flat().map(({ value }) => value), saeOracle.tolerance, 'codes'); // biome-ignore format: one line
      expect(rowScale).toHaveLength(feature.length);
      if (name === 'standard') expect(rowScale.every((scale) => scale === 1)).toBe(true);
    });
  }

  it('centres the residual where the SAE wants it so: a constant added changes nothing', async () => {
    const encoder = await openEncoder(await engineInputs({ center: true }), 1);
    const [plain, moved] = [await encoder.encode(x), await encoder.encode(x.map((value) => value + 4))];
    await encoder.release();
    expect(Array.from(moved.feature)).toEqual(Array.from(plain.feature));
    expectWithin(moved.activation, plain.activation, 1e-5, 'codes');
  });
});
