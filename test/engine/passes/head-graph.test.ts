import { describe, expect, it } from 'vitest';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { headGraph } from '../../../src/engine/passes/head-graph.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, modelOracle, PLAIN } from '../../engine.ts';
import { siteAfter } from '../model/parity.ts';

describe('headGraph', () => {
  it('runs the blocks before the hook and declares no weight of later ones', async () => {
    const inputs = await engineInputs();
    const graph = headGraph(inputs.architecture, siteAfter(1));
    const weights = graph.initialisers.map(({ tensor }) => tensor.name);
    expect(weights).toContain('h.0.mlp.c_fc.weight');
    expect(weights.filter((name) => /^(h\.[12]|ln_f)/.test(name))).toEqual([]);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['resid']);
  });
  it('takes a batch of prompts, each as it is alone', async () => {
    const inputs = await engineInputs();
    const session = await Session.create(headGraph(inputs.architecture, siteAfter(2)), {
      folder: inputs.folder,
      threads: 1,
    });
    const { prompts, tolerance } = modelOracle;
    const data = Int32Array.from([...prompts[0]!, ...prompts[1]!]);
    const resid = floats(await session.run({ tokens: { data, dims: [2, 6] } }), 'resid');
    await session.release();
    const expected = modelOracle.models[PLAIN]!.prompts.slice(0, 2).flatMap((prompt) => prompt.resid[2]!);
    expectWithin(resid, expected, tolerance, 'both rows');
  });
  it('refuses a token outside the vocabulary', async () => {
    const inputs = await engineInputs();
    const session = await Session.create(headGraph(inputs.architecture, siteAfter(0)), {
      folder: inputs.folder,
      threads: 1,
    });
    await expect(session.run({ tokens: { data: Int32Array.of(48), dims: [1, 1] } })).rejects.toThrow(/48/);
    await session.release();
  });
});
