import { describe, expect, it } from 'vitest';
import { firstBlock } from '../../../src/engine/model/site.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { openPath, pathGraph, STEPS } from '../../../src/methods/attribution/integrated-gradients.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, modelOracle, NEOX_NAMES, oracleContrast, PLAIN } from '../../engine.ts';

it('averages over ten steps unless told otherwise, and one step is the gradient half way', async () => {
  const inputs = await engineInputs();
  const contrast = oracleContrast(inputs, [0]);
  const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
  const path = await openPath(inputs, 1);
  const mean = await path.meanGradient(resid, contrast);
  expect(STEPS).toBe(10);
  expect(Array.from(await path.meanGradient(resid, contrast, STEPS))).toEqual(Array.from(mean));
  const half = await path.meanGradient(resid, contrast, 1);
  expect(half).toHaveLength(resid.length);
  expect(Array.from(half)).not.toEqual(Array.from(mean));
  await path.release();
});

describe('pathGraph', () => {
  /** The graph's outputs for prompt 0 of the oracle at a point of the path. */
  async function along(inputs: Subject, model: string) {
    const graph = pathGraph({ model: inputs.architecture, dictionary: inputs.dictionary });
    const session = await Session.create(graph, { folder: inputs.folder, threads: 1, prepack: false });
    const width = inputs.model.config.dModel;
    const resid = Float32Array.from(modelOracle.models[model]!.prompts[0]!.resid[firstBlock(inputs.sae.config.reads)]!);
    const contrast = oracleContrast(inputs, [0]);
    return {
      resid,
      contrast,
      width,
      async at(alpha: number, own = resid) {
        const outputs = await session.run({
          resid: { data: own, dims: [1, own.length / width, width] },
          contrast: { data: contrast, dims: [1, width] },
          alpha: { data: Float32Array.of(alpha), dims: [] },
        });
        const of = (name: string) => floats(outputs, name);
        return { value: of('contrast_value')[0]!, gradient: of('gradient'), distance: of('distance') };
      },
      release: () => session.release(),
    };
  }

  describe.each([
    [PLAIN, 'standard', true],
    [PLAIN, 'standard', false],
    [NEOX_NAMES[0]!, 'standard', true],
    [GATED_NAMES[0]!, 'standard', false],
  ])('the path of %s, %s SAE, centred: %s', (model, sae, center) => {
    it('ends at the residual: at α = 1 value and gradient are those of the attribution graph', async () => {
      const inputs = await engineInputs({ model, sae, center });
      const path = await along(inputs, model);
      const { value, gradient } = await path.at(1);
      await path.release();
      const attributor = await openAttributor(inputs, 1);
      const found = await attributor.attribute([path.resid.length / path.width], path.resid, path.contrast);
      await attributor.release();
      expect(Math.max(...found.gradient.map(Math.abs))).toBeGreaterThan(0);
      expectWithin(gradient, Array.from(found.gradient), modelOracle.tolerance, 'gradient');
      expectWithin([value], [found.contrast[0]!], modelOracle.tolerance, 'contrast');
      // And elsewhere it is another.
      const logits = modelOracle.models[model]!.prompts[0]!.logits;
      const expected = logits[modelOracle.answers[0]!]! - logits[modelOracle.foils[0]!]!;
      expect(Math.abs(value - expected)).toBeLessThan(1e-4 * Math.max(...logits.map(Math.abs)));
    });

    it('begins x − x₀ away from it, with the gradient of where it is', async () => {
      const inputs = await engineInputs({ model, sae, center });
      const path = await along(inputs, model);
      const [start, end] = [await path.at(0), await path.at(1)];
      const before = path.resid.map((value, i) => value - end.distance[i]!);
      // x₀ as a residual of its own: the path from there ends where this one begins.
      const own = await path.at(1, before);
      await path.release();
      expectWithin(start.gradient, Array.from(own.gradient), 1e-4, 'gradient at x₀');
      expect(Math.abs(start.value - own.value)).toBeLessThan(1e-4 * (1 + Math.abs(own.value)));
      const largest = Math.max(...end.gradient.map(Math.abs));
      expect(Math.max(...end.gradient.map((value, i) => Math.abs(value - start.gradient[i]!)))).toBeGreaterThan(
        0.01 * largest,
      );
    });
  });
});
