import { describe, expect, it } from 'vitest';
import {
  checkHeld,
  type Held,
  type Holds,
  holding,
  holdingScale,
  recording,
  recordingScale,
} from '../../../src/engine/model/hold.ts';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, modelOracle, NEOX_NAMES, PLAIN } from '../../engine.ts';

const WIDTH = 16;
const LAYER = 1;

/** Attention of block 1 and the last normalisation, free and held to a clean run. */
async function run(model: string, changes: readonly Float32Array[], what?: Holds) {
  const inputs = await engineInputs({ model });
  const resid = Float32Array.from(modelOracle.models[model].prompts[0].resid[LAYER]);
  const graph = new Graph('hold');
  const own = inputs.architecture(graph);
  const clean = graph.input('clean', 'float32', [1, 'time', WIDTH]);
  const x = graph.input('x', 'float32', [1, 'time', WIDTH]);
  const held: Held = new Map();
  const free = own.block(LAYER, clean, { visits: recording(held) });
  checkHeld(held, 'block');
  const parts: Tensor[] = [];
  const keep = (y: Tensor): Tensor => {
    parts.push(y);
    return y;
  };
  const visits = { ...holding(held, ops.constantOf, what), attn_out: keep };
  const result = own.block(LAYER, x, { visits });
  const normed = own.finalNorm(free, recordingScale(held));
  graph.output('free', normed);
  graph.output('held', own.finalNorm(result, holdingScale(held)));
  graph.output('attended', parts[0]);
  graph.output('gradient', gradient(ops.reduceSum(parts[0], [0, 1, 2]), [x])[0]);
  const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
  const dims = [1, resid.length / WIDTH, WIDTH];
  const found = [];
  for (const change of changes) {
    const data = resid.map((value, i) => value + change[i]);
    found.push(await session.run({ clean: { data: resid, dims }, x: { data, dims } }));
  }
  await session.release();
  return found.map((results) => (name: string) => Array.from(floats(results, name)));
}

const LENGTH = modelOracle.models[PLAIN].prompts[0].resid[LAYER].length;
const wave = (k: number) => Float32Array.from({ length: LENGTH }, (_, i) => Math.sin(k * i));

describe.each([PLAIN, ...NEOX_NAMES, ...GATED_NAMES])('held patterns and scales in %s', (model) => {
  it('are the run itself where nothing changed, and else not', async () => {
    const [same, other] = await run(model, [new Float32Array(LENGTH), wave(1)]);
    expectWithin(same('held'), same('free'), 1e-5, 'unchanged');
    expect(Math.abs(other('held')[0] - other('free')[0])).toBeGreaterThan(1e-3);
  });

  it('make attention linear in the residual, with the gradient that says so', async () => {
    const both = wave(1).map((value, i) => value + 2 * wave(3)[i]);
    const [zero, a, b, sum] = (await run(model, [new Float32Array(LENGTH), wave(1), wave(3), both])).map((of) => of);
    const attended = (of: typeof zero) => of('attended');
    const expected = attended(zero).map((value, i) => value + (attended(a)[i] - value) + 2 * (attended(b)[i] - value));
    expectWithin(attended(sum), expected, 1e-5, 'linear');
    const rise = attended(a).reduce((total, value, i) => total + value - attended(zero)[i], 0);
    const predicted = zero('gradient').reduce((total, g, i) => total + g * wave(1)[i], 0);
    expect(rise).toBeCloseTo(predicted, 4);
  });
});

describe('of a change along the normalised residual, which every norm divides out', () => {
  // Three times the residual, position by position, less its mean.
  const own = modelOracle.models[PLAIN].prompts[0].resid[LAYER];
  const radial = Float32Array.from(own, (value, i) => {
    const from = i - (i % WIDTH);
    return 2 * (value - own.slice(from, from + WIDTH).reduce((sum, x) => sum + x, 0) / WIDTH);
  });

  it.each([
    ['patterns', true],
    ['scales', false],
    ['both', false],
  ] as const)('attention with %s held sees nothing: %s', async (what, nothing) => {
    const [same, other] = await run(PLAIN, [new Float32Array(LENGTH), radial], what);
    const [clean, turned] = [same('attended'), other('attended')];
    const worst = Math.max(...clean.map((value, i) => Math.abs(value - turned[i])));
    if (nothing) expect(worst).toBeLessThan(1e-3);
    else expect(worst).toBeGreaterThan(1e-2);
  });
});

describe('holding', () => {
  it('holds patterns alone, scales alone or both', () => {
    const points = (what?: Holds) => Object.keys(holding(new Map(), undefined, what));
    expect(points('patterns')).toEqual(['pattern']);
    expect(points('scales')).toEqual(['attn_scale', 'mlp_scale']);
    expect(points()).toEqual(['pattern', 'attn_scale', 'mlp_scale']);
  });

  it('refuses a part that was not recorded', () => {
    const graph = new Graph('empty');
    const x = graph.input('x', 'float32', [1, 2]);
    expect(() => holding(new Map()).pattern?.(x)).toThrow('held pattern: nothing was recorded');
    expect(() => holdingScale(new Map()).scale?.(x)).toThrow('held final: nothing was recorded');
    expect(() => checkHeld(new Map([['pattern', x]]), 'block 0')).toThrow('block 0 hands out no attn_scale');
  });
});
