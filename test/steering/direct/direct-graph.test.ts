import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture.ts';
import type { Graph } from '../../../src/onnx/graph.ts';
import * as ops from '../../../src/onnx/ops.ts';
import { floats, Session } from '../../../src/onnx/runtime.ts';
import { directGraph } from '../../../src/steering/direct/direct-graph.ts';
import { unshared } from '../../../src/steering/pack.ts';
import { packFeeds } from '../../../src/steering/pack-feeds.ts';
import { engineInputs, modelOracle, NEOX_NAMES, oracleContrast, PLAIN } from '../../engine.ts';

const HOOK = 1;
const resid = Float32Array.from(modelOracle.models[PLAIN].prompts[0].resid[HOOK]);
const LENGTH = resid.length / 16;

/** Changed residuals as rows, none shared. */
function rowsOf(changed: Float32Array, sequences: number, width = 16) {
  const pack = unshared(changed, sequences, width);
  const length = changed.length / (sequences * width);
  const position = { data: pack.source.map((place) => place % length), dims: [pack.source.length] };
  return { ...packFeeds(pack, width), position };
}

async function run(blocksBefore: number, changes: Float32Array[], clean = resid) {
  const inputs = await engineInputs();
  const session = await Session.create(directGraph(inputs.architecture, blocksBefore), {
    folder: inputs.folder,
    threads: 1,
  });
  const results = await session.run({
    contrast: { data: oracleContrast(inputs, [0]), dims: [1, 16] },
    clean: { data: clean, dims: [1, LENGTH, 16] },
    ...rowsOf(Float32Array.from(changes.flatMap((x) => [...x])), changes.length),
  });
  await session.release();
  return Object.fromEntries(
    (['total', 'frozen', 'direct'] as const).map((name) => [name, Array.from(floats(results, name))]),
  );
}

/** The residual with something added at one position. */
const changedAt = (position: number, amount = 1, from = resid) =>
  from.map((value, i) => (Math.floor(i / 16) === position ? value + amount * Math.sin(i) : value));

describe('directGraph', () => {
  it('is the contrast of the model in every way where nothing changed', async () => {
    const logits = modelOracle.models[PLAIN].prompts[0].logits;
    const m = logits[modelOracle.answers[0]] - logits[modelOracle.foils[0]];
    const found = await run(HOOK, [resid]);
    for (const name of ['total', 'frozen', 'direct']) expect(found[name][0], name).toBeCloseTo(m, 4);
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
    const { total, frozen, direct } = await run(last, [own, changedAt(LENGTH - 1, 5, own)], own);
    for (const row of [0, 1]) expect(frozen[row]).toBeCloseTo(direct[row], 5);
    expect(total[1]).not.toBeCloseTo(direct[1], 3);
  });

  it('is the total effect in a model without later layers and normalisation', async () => {
    const bare = (graph: Graph): Architecture => ({
      layers: 0,
      width: 2,
      vocabulary: 2,
      embed: (x) => x,
      block: (_, x) => x,
      finalNorm: (x) => ops.scale(x, 3),
      unembedding: () => graph.scalar(1),
    });
    const session = await Session.create(directGraph(bare, 0), { threads: 1 });
    const results = await session.run({
      contrast: { data: Float32Array.of(1, -2), dims: [1, 2] },
      clean: { data: Float32Array.of(5, 1, 3, 4), dims: [1, 2, 2] },
      ...rowsOf(Float32Array.of(5, 1, 3, 4, 9, 9, 1, 2), 2, 2),
    });
    await session.release();
    for (const name of ['total', 'frozen', 'direct'])
      expect(Array.from(floats(results, name)), name).toEqual([3 * (3 - 8), 3 * (1 - 4)]);
  });

  it.each(NEOX_NAMES)('holds the layers of another family too, %s', async (model) => {
    const inputs = await engineInputs({ model });
    const session = await Session.create(directGraph(inputs.architecture, HOOK), { folder: inputs.folder, threads: 1 });
    const { resid: hooks, logits } = modelOracle.models[model].prompts[0];
    const own = Float32Array.from(hooks[HOOK]);
    const results = await session.run({
      contrast: { data: oracleContrast(inputs, [0]), dims: [1, 16] },
      clean: { data: own, dims: [1, LENGTH, 16] },
      ...rowsOf(Float32Array.from([...own, ...changedAt(1, 1, own)]), 2),
    });
    await session.release();
    const m = logits[modelOracle.answers[0]] - logits[modelOracle.foils[0]];
    for (const name of ['total', 'frozen', 'direct']) expect(floats(results, name)[0], name).toBeCloseTo(m, 4);
    const [total, frozen, direct] = ['total', 'frozen', 'direct'].map((name) => floats(results, name)[1]);
    expect(direct).toBeCloseTo(m, 4);
    expect(frozen).not.toBeCloseTo(m, 3);
    expect(frozen).not.toBeCloseTo(total, 3);
  });

  it('refuses an architecture in which it would hold nothing', () => {
    const odd = (): Architecture => ({
      layers: 1,
      width: 2,
      vocabulary: 2,
      embed: (x) => x,
      block: (_, x) => ops.scale(x, 2),
      finalNorm: (x) => x,
      unembedding: () => {
        throw new Error('not read');
      },
    });
    expect(() => directGraph(odd, 0)).toThrow('block 0 has no Softmax');
  });
});
