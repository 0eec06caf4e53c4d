import { describe, expect, it } from 'vitest';
import { openAttributor, positionsWithin } from '../../../src/methods/attribution/attribute.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';

describe('openAttributor', () => {
  it('returns every part of a batch with its sizes', async () => {
    const inputs = await engineInputs();
    const attributor = await openAttributor(inputs, 1);
    const { resid, gradient } = { resid: residuals([0, 1]), gradient: [0, 1].flatMap((p) => oracle(p).gradient[1]!) };
    const found = await attributor.attribute([6, 6], resid, oracleContrast(inputs, [0, 1]));
    await attributor.release();
    expectWithin(found.gradient, gradient, modelOracle.tolerance, 'gradient');
    expect(found.contrast).toHaveLength(2);
    for (const part of [found.bias, found.error, found.total, found.onesGradient]) expect(part).toHaveLength(12);
    const codes = found.feature.length;
    for (const part of [found.row, found.position, found.activation, found.projection])
      expect(part).toHaveLength(codes);
    expect(found.activation.every((value) => value > 0)).toBe(true);
    expect(new Set(found.row)).toEqual(new Set([0, 1]));
    expect(Math.max(...found.position)).toBeLessThan(6);
    expect(Math.max(...found.feature)).toBeLessThan(40);
  });
});

describe('positionsWithin', () => {
  it('falls as the SAE, the width or the number of blocks after the hook grow, and is at least one', async () => {
    const { model, sae } = await engineInputs();
    const base = positionsWithin(2 ** 20, { model, sae });
    const wider = { ...model, config: { ...model.config, dModel: 160 } };
    const deeper = { ...model, config: { ...model.config, nLayers: 30 } };
    const larger = { ...sae, config: { ...sae.config, dSae: 4000 } };
    for (const inputs of [
      { model: wider, sae },
      { model: deeper, sae },
      { model, sae: larger },
    ])
      expect(positionsWithin(2 ** 20, inputs)).toBeLessThan(base);
    expect(positionsWithin(1, { model, sae })).toBe(1);
    expect(positionsWithin(2 ** 21, { model, sae })).toBeGreaterThan(base);
  });
});

const oracle = (prompt: number) => modelOracle.models[PLAIN]!.prompts[prompt]!;
const residuals = (rows: readonly number[]) => Float32Array.from(rows.flatMap((prompt) => oracle(prompt).resid[1]!));
