import { describe, expect, it } from 'vitest';
import { concatenated } from '../../../src/concatenated.ts';
import { firstBlock } from '../../../src/engine/model/site.ts';
import { openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { openGradient } from '../../../src/methods/attribution/contrast-gradient.ts';
import { openPath } from '../../../src/methods/attribution/integrated-gradients.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, modelOracle, NEOX_NAMES, oracleContrast, PLAIN } from '../../engine.ts';

describe.each([PLAIN, NEOX_NAMES[0]!, ...GATED_NAMES])('the gradient of %s', (model) => {
  async function material() {
    const inputs = await engineInputs({ model, sae: 'standard' });
    const width = inputs.model.config.dModel;
    const at = firstBlock(inputs.sae.config.reads);
    const resids = [0, 1, 2].map((p) => Float32Array.from(modelOracle.models[model]!.prompts[p]!.resid[at]!.flat()));
    const lengths = resids.map((resid) => resid.length / width);
    return { inputs, width, lengths, resids, resid: concatenated(Float32Array, resids), contrast: oracleContrast(inputs, [0, 1, 2]) }; // biome-ignore format: one line
  }

  it('is that of the attributions, prompts of different lengths in their order, whatever is computed together', async () => {
    const { inputs, lengths, resid, contrast } = await material();
    expect(new Set(lengths).size).toBeGreaterThan(1);
    const attributor = await openAttributor(inputs, 1);
    const { gradient } = await attributor.attribute(lengths, resid, contrast);
    await attributor.release();
    for (const most of [1, 1000]) {
      const runner = await openGradient(inputs, 1, most);
      expectWithin(await runner.at(lengths, resid, contrast), gradient, 1e-5, `most ${most}`);
      await runner.release();
    }
  });

  it('is what the contrast does when a changed residual is pushed a little along it', async () => {
    const { inputs, width, lengths, resids, contrast } = await material();
    const changed = resids[0]!.map((value, i) => value + 0.3 * Math.sin(i));
    const u = contrast.subarray(0, width);
    const runner = await openGradient(inputs, 1, 1000);
    const g = await runner.at([lengths[0]!], changed, u);
    await runner.release();
    const path = await openPath(inputs, 1);
    const size = Math.sqrt(g.reduce((sum, value) => sum + value * value, 0));
    const step = 0.02 / size;
    const [up, down] = [step, -step].map((by) => changed.map((value, i) => value + by * g[i]!));
    const difference = (await path.contrastAt(up!, u, 1))[0]! - (await path.contrastAt(down!, u, 1))[0]!;
    await path.release();
    expect(difference / (2 * step) / size ** 2).toBeCloseTo(1, 2);
  });
});
