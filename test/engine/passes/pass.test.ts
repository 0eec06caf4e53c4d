import { describe, expect, it } from 'vitest';
import type { Dictionary } from '../../../src/engine/dictionary/dictionary.ts';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { packRuns, UNLIMITED, unshared } from '../../../src/engine/passes/packed-batch.ts';
import { headGraph, openSession, type Pass, packFeeds, passGraph } from '../../../src/engine/passes/pass.ts';
import { openSubject, type Subject } from '../../../src/engine/passes/subject.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, engineStudy, modelOracle, oracleContrast, PLAIN, writeOracleSae } from '../../engine.ts';
import { siteAfter } from '../model/parity.ts';

const WIDTH = 16;
const own = modelOracle.models[PLAIN].prompts[0];
const resid = Float32Array.from(own.resid[1]);

/** A subject with dictionaries before block 1 and after block 1. */
async function two(): Promise<Subject> {
  const study = await engineStudy();
  const path = await writeOracleSae('jumprelu', 'blocks.1.hook_resid_post');
  return openSubject(
    {
      ...study,
      dictionaries: [
        { name: 'sae', ...study.sae },
        { name: 'later', path, center: true },
      ],
    },
    'all',
  );
}

async function run(inputs: Subject, pass: Pass, values: Float32Array, more: object = {}) {
  const session = await openSession(inputs, passGraph(inputs, pass), 1);
  const results = await session.run({ ...packFeeds(unshared(values, 1, WIDTH), WIDTH), ...more });
  await session.release();
  return results;
}

/** The residual without what feature `feature` of a dictionary writes. */
async function without(dictionary: Dictionary, feature: number, code: Float32Array): Promise<Float32Array> {
  const row = (await dictionary.decoderRows([feature])).get(feature)!;
  return resid.map((x, i) => {
    const t = Math.floor(i / WIDTH);
    return x - code[t * dictionary.dF + feature] * dictionary.unitScale(resid, t * WIDTH) * row[i % WIDTH];
  });
}

describe('a pass with two dictionaries', () => {
  it('reads codes of the later after a removal at the earlier, as two single passes in turn do', async () => {
    const inputs = await two();
    const [earlier, later] = inputs.dictionaries;
    const read = (of: Dictionary): Pass => ({ name: of.name, from: of.reads, read: [{ kind: 'codes', of }] });
    const code = floats(await run(inputs, read(earlier), resid), 'sae_code');
    const feature = code.subarray(-earlier.dF).findIndex((f) => f > 0);
    expect(feature).toBeGreaterThanOrEqual(0);
    // In one graph: the earlier dictionary's code is found, its feature taken out, and the later one's codes are read.
    const joint: Pass = {
      name: 'joint',
      from: earlier.reads,
      changes: [
        {
          at: earlier.reads,
          by(x) {
            const { code: found, unit } = earlier.encode(earlier.input(x).x);
            const one = ops.mul(ops.slice(found, 1, feature, feature + 1), unit);
            return ops.sub(x, ops.matmul(one, earlier.rows(x.graph.constant('int32', [1], [feature]))));
          },
        },
      ],
      read: [
        { kind: 'codes', of: later },
        { kind: 'tensor', at: later.reads, name: 'value' },
      ],
    };
    const found = await run(inputs, joint, resid);
    const changed = await without(earlier, feature, code);
    const step: Pass = {
      name: 'step',
      from: earlier.reads,
      read: [{ kind: 'tensor', at: later.reads, name: 'value' }],
    };
    const value = floats(await run(inputs, step, changed), 'value');
    expectWithin(floats(found, 'value'), value, 1e-5, 'value between the dictionaries');
    const expected = floats(await run(inputs, read(later), value), 'later_code');
    expectWithin(floats(found, 'later_code'), expected, 1e-5, 'codes of the later one');
    const before = floats(await run(inputs, { ...joint, changes: [] }, resid), 'later_code');
    expect(Math.max(...before.map((f, i) => Math.abs(f - expected[i])))).toBeGreaterThan(1e-4);
  });

  it('changes inside a block and reads the contrast and codes in one run', async () => {
    const inputs = await two();
    const [earlier, later] = inputs.dictionaries;
    const pass: Pass = {
      name: 'inside',
      from: earlier.reads,
      changes: [{ at: { layer: 1, at: 'mlp_out' }, by: (x) => ops.scale(x, 0) }],
      read: [
        { kind: 'contrast' },
        { kind: 'codes', of: later },
        { kind: 'tensor', at: { layer: 1, at: 'resid_mid' }, name: 'middle' },
        { kind: 'tensor', at: { layer: 1, at: 'resid_post' }, name: 'after' },
      ],
    };
    const contrast = { contrast: { data: oracleContrast(inputs, [0]), dims: [1, WIDTH] } };
    const found = await run(inputs, pass, resid, contrast);
    expectWithin(floats(found, 'after'), floats(found, 'middle'), 1e-6, 'nothing is added');
    const plain = await run(inputs, { ...pass, changes: [] }, resid, contrast);
    const m = own.logits[modelOracle.answers[0]] - own.logits[modelOracle.foils[0]];
    expect(floats(plain, 'contrast_value')[0]).toBeCloseTo(m, 4);
    expect(floats(found, 'contrast_value')[0]).not.toBeCloseTo(m, 3);
  });

  it('has the derivative of a later code along a change at an earlier site', async () => {
    const inputs = await two();
    const [earlier, later] = inputs.dictionaries;
    const pass: Pass = { name: 'code', from: earlier.reads, read: [{ kind: 'codes', of: later }] };
    const graph = passGraph(inputs, pass);
    const code = graph.outputs.find(({ name }) => name === 'later_code')!.tensor;
    graph.output('g', gradient(ops.reduceSum(code, [0, 1]), [graph.inputs.find(({ name }) => name === 'resid')!])[0]);
    const session = await openSession(inputs, graph, 1);
    const sumAt = async (step: number) => {
      const moved = resid.map((x, i) => x + (i >= resid.length - WIDTH ? step * Math.sin(i) : 0));
      const results = await session.run(packFeeds(unshared(moved, 1, WIDTH), WIDTH));
      return { total: floats(results, 'later_code').reduce((sum, f) => sum + f, 0), g: floats(results, 'g') };
    };
    const { g } = await sumAt(0);
    const slope = g.reduce((sum, v, i) => sum + (i >= resid.length - WIDTH ? v * Math.sin(i) : 0), 0);
    const step = 1e-3;
    const central = ((await sumAt(step)).total - (await sumAt(-step)).total) / (2 * step);
    await session.release();
    expect(Math.abs(slope - central)).toBeLessThan(2e-2 * Math.max(1, Math.abs(central)));
  });
});

describe('a pass from tokens', () => {
  it('gives the residual at a site, and at the last position alone where that is asked for', async () => {
    const inputs = await two();
    const tokens = modelOracle.prompts[0];
    const at = { layer: 1, at: 'resid_post' } as const;
    const feeds = packFeeds(unshared(new Float32Array(tokens.length), 1, 1), 1);
    const { resid: _, ...places } = feeds;
    const ids = { tokens: { data: Int32Array.from(tokens), dims: [1, tokens.length] } };
    for (const lastOnly of [false, true]) {
      const pass: Pass = { name: 'head', from: 'tokens', read: [{ kind: 'tensor', at, name: 'resid' }], lastOnly };
      const session = await openSession(inputs, passGraph(inputs, pass), 1);
      const found = floats(await session.run({ ...places, ...ids }), 'resid');
      await session.release();
      expectWithin(found, lastOnly ? own.resid[2].slice(-WIDTH) : own.resid[2], 1e-4, 'resid');
    }
  });
});

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

describe('packFeeds', () => {
  const WIDTH = 2;

  it('gives every part of a pack its sizes', () => {
    const values = Float32Array.of(1, 1, 2, 2, 1, 1);
    const [pack] = packRuns({ values, width: WIDTH, lengths: [2, 1] }, UNLIMITED);
    const sizes = Object.fromEntries(Object.entries(packFeeds(pack!, WIDTH)).map(([name, { dims }]) => [name, dims]));
    expect(sizes).toEqual({ resid: [2, 2], place: [2, 2], source: [2], ends: [2], last: [2] });
  });

  it('lays rows so that every sequence is read back by its places, whatever it shares with others', () => {
    const sequences = [
    [[1, 10], [2, 20], [3, 30]],
    [[1, 10], [2, 20], [4, 40]],
    [[5, 50]],
  ]; // biome-ignore format: one line
    const values = Float32Array.from(sequences.flat(2));
    const [pack] = packRuns({ values, width: WIDTH, lengths: sequences.map(({ length }) => length) }, UNLIMITED);
    const { resid, place, ends, last } = packFeeds(pack!, WIDTH);
    expect(resid!.dims[0]).toBe(5); // the two that begin alike share two rows
    const [, longest] = place!.dims;
    pack!.sequences.forEach((sequence, b) => {
      const own = sequences[sequence]!;
      const rows = own.map((_, t) => {
        const row = Number(place!.data[b * longest! + t]);
        return [...(resid!.data as Float32Array).subarray(row * WIDTH, (row + 1) * WIDTH)];
      });
      expect(rows).toEqual(own);
      expect(Number(last!.data[b])).toBe(Number(place!.data[b * longest! + own.length - 1]));
      expect(ends!.dims).toEqual([sequences.length]);
    });
  });
});
