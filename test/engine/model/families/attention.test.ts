import { describe, expect, it } from 'vitest';
import { causalAttention, repeatHeads } from '../../../../src/engine/model/families/attention.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';
import { expectWithin } from '../../../deviation.ts';
import { generate } from '../../../generated.ts';

const [B, T, D, HEADS] = [2, 5, 8, 2];
const SCALE = 0.7;

/** Attention by its formula, in double precision. */
function plain(q: Float32Array, k: Float32Array, v: Float32Array, window = T): number[] {
  const out = new Array<number>(B * T * D).fill(0);
  const size = D / HEADS;
  const at = (x: Float32Array, b: number, t: number, h: number, d: number): number =>
    x[(b * T + t) * D + h * size + d]!;
  for (let b = 0; b < B; b++) {
    for (let h = 0; h < HEADS; h++) {
      for (let t = 0; t < T; t++) {
        const scores = Array.from({ length: t + 1 }, (_, s) =>
          Array.from({ length: size }, (__, d) => at(q, b, t, h, d) * at(k, b, s, h, d)).reduce((a, c) => a + c, 0),
        ).map((score, s) => (s > t - window ? Math.exp(SCALE * score) : 0));
        const total = scores.reduce((a, c) => a + c, 0);
        for (let d = 0; d < size; d++)
          out[(b * T + t) * D + h * size + d] = scores.reduce((sum, w, s) => sum + (w / total) * at(v, b, s, h, d), 0);
      }
    }
  }
  return out;
}

async function run(
  queries: number,
  q: Float32Array,
  k: Float32Array,
  v: Float32Array,
  window?: number,
): Promise<Float32Array> {
  const graph = new Graph('attention');
  const time = ['batch', 'time', D] as const;
  const qIn = graph.input('q', 'float32', queries === 1 ? ['batch', 1, D] : time);
  const [kIn, vIn] = [graph.input('k', 'float32', time), graph.input('v', 'float32', time)];
  graph.output('y', causalAttention(qIn, kIn, vIn, HEADS, SCALE, { window }));
  const session = await Session.create(graph, { threads: 1 });
  const dims = [B, T, D];
  const results = await session.run({
    q: { data: q, dims: [B, queries, D] },
    k: { data: k, dims },
    v: { data: v, dims },
  });
  await session.release();
  return floats(results, 'y');
}

describe('causalAttention', () => {
  const [q, k, v] = ['q', 'k', 'v'].map((name) => generate(name, [B, T, D])) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  it('is softmax(scale · q kᵀ) v over earlier positions and itself, for every head', async () => {
    expectWithin(await run(T, q, k, v), plain(q, k, v), 1e-5, 'all positions');
  });
  it('gives the last row alone when it has one query', async () => {
    const last = Float32Array.from([0, 1].flatMap((b) => Array.from(q.subarray((b * T + T - 1) * D, (b + 1) * T * D))));
    const all = plain(q, k, v);
    const expected = [0, 1].flatMap((b) => all.slice((b * T + T - 1) * D, (b + 1) * T * D));
    expectWithin(await run(1, last, k, v), expected, 1e-5, 'last position');
  });
  it.each([1, 2, 3, T, T + 3])('within a window of %d it sees so many keys, its own the last', async (window) => {
    const all = plain(q, k, v, window);
    expectWithin(await run(T, q, k, v, window), all, 1e-5, 'all positions');
    const last = Float32Array.from([0, 1].flatMap((b) => Array.from(q.subarray((b * T + T - 1) * D, (b + 1) * T * D))));
    const expected = [0, 1].flatMap((b) => all.slice((b * T + T - 1) * D, (b + 1) * T * D));
    expectWithin(await run(1, last, k, v, window), expected, 1e-5, 'last position');
  });
  it('does not look ahead: later keys and values change nothing, to the bit', async () => {
    const [k2, v2] = [k.slice(), v.slice()];
    for (let b = 0; b < B; b++) for (let i = (b * T + 3) * D; i < (b + 1) * T * D; i++) k2[i] = v2[i] = 1e6;
    const [before, after] = [await run(T, q, k, v), await run(T, q, k2, v2)];
    for (let b = 0; b < B; b++)
      expect(after.slice(b * T * D, (b * T + 3) * D)).toEqual(before.slice(b * T * D, (b * T + 3) * D));
  });
  it('refuses a width that heads do not divide', () => {
    const graph = new Graph('refusal');
    const x = graph.input('x', 'float32', ['batch', 'time', 10]);
    expect(() => causalAttention(x, x, x, 3, 1)).toThrow('width 10 over 3 heads');
  });
});

it('repeatHeads gives each head of queries the keys of its group', async () => {
  const graph = new Graph('repeat');
  const x = graph.input('x', 'float32', [1, 2, 'time', 2]);
  graph.output('y', repeatHeads(x, 3));
  expect(repeatHeads(x, 1)).toBe(x);
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.of(1, 2, 3, 4), dims: [1, 2, 1, 2] } });
  await session.release();
  expect([...floats(results, 'y')]).toEqual([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]);
});
