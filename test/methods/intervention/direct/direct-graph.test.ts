import { describe, expect, it } from 'vitest';
import type { NormVisits } from '../../../../src/engine/model/families/layers.ts';
import { liveGraph } from '../../../../src/engine/onnx/live.ts';
import type { Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { unshared } from '../../../../src/engine/passes/packed-batch.ts';
import { packFeeds } from '../../../../src/engine/passes/pass.ts';
import { directGraph, EFFECTS, type Effect, runsOf } from '../../../../src/methods/intervention/direct/direct-graph.ts';
import { bareModel } from '../../../engine/model/bare-model.ts';
import { siteAfter } from '../../../engine/model/parity.ts';
import { engineInputs, GATED_NAMES, modelOracle, NEOX_NAMES, oracleContrast, PLAIN } from '../../../engine.ts';

const HOOK = 1;
const resid = Float32Array.from(modelOracle.models[PLAIN].prompts[0].resid[HOOK]);
const LENGTH = resid.length / 16;

/** Residuals as rows, none shared, the first of them unchanged. */
function feedsOf(changed: Float32Array, sequences: number, contrast: Float32Array) {
  const width = contrast.length;
  const pack = unshared(changed, sequences, width);
  const length = changed.length / (sequences * width);
  const repeated = Float32Array.from({ length: sequences * width }, (_, i) => contrast[i % width]);
  return {
    ...packFeeds(pack, width),
    unchanged: { data: new Int32Array(sequences), dims: [sequences] },
    counterpart: { data: pack.source.map((place) => place % length), dims: [pack.source.length] },
    contrast: { data: repeated, dims: [sequences, width] },
  };
}

/** @param changes the first is the unchanged prompt */
async function run(blocks: number, changes: Float32Array[]) {
  const inputs = await engineInputs();
  const session = await Session.create(directGraph(inputs.architecture, siteAfter(blocks), EFFECTS), {
    folder: inputs.folder,
    threads: 1,
  });
  const rows = Float32Array.from(changes.flatMap((x) => [...x]));
  const results = await session.run(feedsOf(rows, changes.length, oracleContrast(inputs, [0])));
  await session.release();
  return Object.fromEntries(EFFECTS.map((name) => [name, Array.from(floats(results, name))]));
}

/** The residual with something added at one position. */
const changedAt = (position: number, amount = 1, from = resid) =>
  from.map((value, i) => (Math.floor(i / 16) === position ? value + amount * Math.sin(i) : value));

describe('directGraph', () => {
  it('is the contrast of the model in every way where nothing changed', async () => {
    const logits = modelOracle.models[PLAIN].prompts[0].logits;
    const m = logits[modelOracle.answers[0]] - logits[modelOracle.foils[0]];
    const found = await run(HOOK, [resid]);
    for (const name of EFFECTS) expect(found[name][0], name).toBeCloseTo(m, 4);
  });

  it('has no direct effect of what is not written at the last position', async () => {
    const { direct, frozen, total } = await run(HOOK, [resid, changedAt(1), changedAt(LENGTH - 1)]);
    expect(direct[1]).toBe(direct[0]);
    expect(direct[2]).not.toBeCloseTo(direct[0], 3);
    for (const values of [frozen, total]) expect(values[1]).not.toBeCloseTo(values[0], 3);
  });

  it('has a direct effect that is linear in the change', async () => {
    const { direct } = await run(HOOK, [resid, changedAt(LENGTH - 1, 1), changedAt(LENGTH - 1, 2)]);
    expect(direct[2] - direct[0]).toBeCloseTo(2 * (direct[1] - direct[0]), 4);
  });

  it('after the last block: frozen is direct, and total differs by the normalisation alone', async () => {
    const last = modelOracle.models[PLAIN].prompts[0].resid.length - 1;
    const own = Float32Array.from(modelOracle.models[PLAIN].prompts[0].resid[last]);
    const { total, frozen, direct } = await run(last, [own, changedAt(LENGTH - 1, 5, own)]);
    for (const row of [0, 1]) expect(frozen[row]).toBeCloseTo(direct[row], 5);
    expect(total[1]).not.toBeCloseTo(direct[1], 3);
  });

  it('after the last block: a radial change does nothing while the norm is live, and a fictitious something while it is held', async () => {
    const last = modelOracle.models[PLAIN].prompts[0].resid.length - 1;
    const own = Float32Array.from(modelOracle.models[PLAIN].prompts[0].resid[last]);
    const radial = own.map((value, i) => {
      const from = i - (i % 16);
      return 0.5 * (value + own.subarray(from, from + 16).reduce((sum, x) => sum + x, 0) / 16);
    });
    const found = await run(last, [own, radial]);
    for (const name of ['total', 'attention']) expect(found[name][1], name).toBeCloseTo(found[name][0], 4);
    for (const name of ['norms', 'frozen', 'direct']) expect(found[name][1], name).not.toBeCloseTo(found[name][0], 2);
  });

  it('has the outputs asked for alone, and runs later layers for no others', async () => {
    const { architecture } = await engineInputs();
    const graphOf = (...effects: Effect[]) => directGraph(architecture, siteAfter(HOOK), effects);
    const size = (...effects: Effect[]) => liveGraph(graphOf(...effects)).nodes.length;
    expect(graphOf('norms', 'total').outputs.map(({ name }) => name)).toEqual(['norms', 'total']);
    expect(size('total')).toBeLessThan(size('frozen'));
    expect(size('frozen')).toBeLessThan(size('frozen', 'norms'));
    expect(size('frozen', 'norms')).toBeLessThan(size(...EFFECTS));
    expect([runsOf(['total', 'direct']), runsOf(['frozen']), runsOf(EFFECTS)]).toEqual([1, 2, 4]);
  });

  it('is the total effect in a model without later layers and normalisation', async () => {
    const scaled = () => ({
      ...bareModel,
      finalNorm(x: Tensor, { scale }: NormVisits = {}) {
        const three = ops.scale(ops.onesLike(ops.slice(x, 2, 0, 1)), 3);
        return ops.mul(x, scale?.(three) ?? three);
      },
    });
    const session = await Session.create(directGraph(scaled, siteAfter(0), EFFECTS), { threads: 1 });
    const rows = Float32Array.of(5, 1, 3, 4, 9, 9, 1, 2);
    const results = await session.run(feedsOf(rows, 2, Float32Array.of(1, -2)));
    await session.release();
    for (const name of EFFECTS) expect(Array.from(floats(results, name)), name).toEqual([3 * (3 - 8), 3 * (1 - 4)]);
  });

  it.each([...NEOX_NAMES, ...GATED_NAMES])('holds the layers of another family too, %s', async (model) => {
    const inputs = await engineInputs({ model });
    const session = await Session.create(directGraph(inputs.architecture, siteAfter(HOOK), EFFECTS), {
      folder: inputs.folder,
      threads: 1,
    });
    const { resid: hooks, logits } = modelOracle.models[model].prompts[0];
    const own = Float32Array.from(hooks[HOOK]);
    const rows = Float32Array.from([...own, ...changedAt(1, 1, own)]);
    const results = await session.run(feedsOf(rows, 2, oracleContrast(inputs, [0])));
    await session.release();
    const m = logits[modelOracle.answers[0]] - logits[modelOracle.foils[0]];
    for (const name of EFFECTS) expect(floats(results, name)[0], name).toBeCloseTo(m, 4);
    const [total, frozen, direct, attention, norms] = EFFECTS.map((name) => floats(results, name)[1]);
    expect(direct).toBeCloseTo(m, 4);
    expect(frozen).not.toBeCloseTo(m, 3);
    expect(frozen).not.toBeCloseTo(total, 3);
    for (const one of [attention, norms]) {
      expect(one).not.toBeCloseTo(total, 3);
      expect(one).not.toBeCloseTo(frozen, 3);
    }
  });

  it('refuses an architecture in which it would hold nothing', () => {
    const odd = () => ({ ...bareModel, layers: 1, block: (_: number, x: Tensor) => ops.scale(x, 2) });
    expect(() => directGraph(odd, siteAfter(0), ['total'])).toThrow('block 0 hands out no pattern');
  });
});
