import { describe, expect, it } from 'vitest';
import { openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { openPath } from '../../../src/methods/attribution/integrated-gradients.ts';
import type { METHODS } from '../../../src/methods/attribution/method-names.ts';
import { openMethod } from '../../../src/methods/attribution/method-values.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';

const batch = { rows: [0, 1] };
const lengths = [6, 6];
const resid = Float32Array.from(batch.rows.flatMap((p) => [...modelOracle.models[PLAIN]!.prompts[p]!.resid[1]!]));

async function setting() {
  const inputs = await engineInputs();
  const contrast = oracleContrast(inputs, batch.rows);
  const attributor = await openAttributor(inputs, 1);
  const found = await attributor.attribute(lengths, resid, contrast);
  await attributor.release();
  const values = async (method: (typeof METHODS)[number]): Promise<Float32Array> => {
    const runner = await openMethod(method, inputs, 1);
    const own = await runner.values(lengths, resid, contrast, found);
    await runner.release();
    return own;
  };
  return { inputs, contrast, found, values };
}

describe('openMethod', () => {
  it('gradient is activation times projection', async () => {
    const { found, values } = await setting();
    expect(Array.from(await values('gradient'))).toEqual(
      Array.from(found.activation, (f, i) => Math.fround(f * found.projection[i]!)),
    );
  });

  it('exact is what removing one code does, close to the gradient for a small code', async () => {
    const { found, values } = await setting();
    const exact = await values('exact');
    const gradient = await values('gradient');
    const scale = Math.max(...gradient.map(Math.abs));
    // The smallest codes are the nearest to the linear regime.
    const small = [...found.activation.keys()].sort((a, b) => found.activation[a]! - found.activation[b]!).slice(0, 5);
    for (const i of small) expect(Math.abs(exact[i]! - gradient[i]!)).toBeLessThan(0.05 * scale);
    expect(exact.some((value, i) => Math.abs(value - gradient[i]!) > 1e-4 * scale)).toBe(true);
  });

  it('integrated gradients differ from the gradient where the model is not linear', async () => {
    const { values } = await setting();
    const [integrated, gradient] = [await values('integrated-gradients'), await values('gradient')];
    expect(Array.from(integrated)).not.toEqual(Array.from(gradient));
    expect(integrated.every(Number.isFinite)).toBe(true);
  });
});

describe('openPath', () => {
  it('is complete: Σ (x − x₀)·ḡ is m(x) − m(x₀), the closer the more steps', async () => {
    const { inputs, contrast } = await setting();
    const path = await openPath(inputs, 1);
    const distance = await path.distance(resid, contrast);
    const [end, start] = [await path.contrastAt(resid, contrast, 1), await path.contrastAt(resid, contrast, 0)];
    const size = resid.length / batch.rows.length;
    const gap = async (steps: number): Promise<number> => {
      const mean = await path.meanGradient(resid, contrast, steps);
      const gaps = batch.rows.map((_, b) => {
        let sum = 0;
        for (let i = b * size; i < (b + 1) * size; i++) sum += mean[i]! * distance[i]!;
        return Math.abs(sum - (end[b]! - start[b]!)) / Math.abs(end[b]! - start[b]!);
      });
      return Math.max(...gaps);
    };
    const [coarse, fine] = [await gap(4), await gap(64)];
    await path.release();
    expect(fine).toBeLessThan(0.01);
    expect(fine).toBeLessThan(coarse);
  });
});
