import { describe, expect, it } from 'vitest';
import { floats, integers, Session } from '../../../src/engine/onnx/runtime.ts';
import { nonNegative, outcomeGraph } from '../../../src/engine/passes/outcome-graph.ts';
import { unshared } from '../../../src/engine/passes/packed-batch.ts';
import { packFeeds } from '../../../src/engine/passes/pass.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, MODEL_NAMES, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';
import { generate } from '../../generated.ts';
import { bareModel } from '../model/bare-model.ts';
import { siteAfter } from '../model/parity.ts';

const { prompts, answers, foils, steered_hook: HOOK } = modelOracle;
/** Accepted tokens of each prompt, the answer first: one, two or three of them. */
const ACCEPTED = answers.map((answer, i) => [answer, 25, 26].slice(0, 1 + (i % 3)));

/** The outcomes by their definitions, in double precision. */
function plainOutcomes(logits: readonly number[], accepted: readonly number[], baseline: readonly number[]) {
  const logSoftmax = (z: readonly number[]): number[] => {
    const top = Math.max(...z);
    const total = Math.log(z.reduce((sum, value) => sum + Math.exp(value - top), 0)) + top;
    return z.map((value) => value - total);
  };
  const [logP, log0] = [logSoftmax(logits), logSoftmax(baseline)];
  const best = Math.max(...accepted.map((token) => logits[token]!));
  const ten = logSoftmax([...logits].sort((a, b) => b - a).slice(0, 10));
  return {
    answer_logit: logits[accepted[0]!]!,
    answer_log_prob: logP[accepted[0]!]!,
    answer_prob: accepted.reduce((sum, token) => sum + Math.exp(logP[token]!), 0),
    answer_rank: logits.filter((value) => value > best).length,
    top10_entropy: -ten.reduce((sum, value) => sum + Math.exp(value) * value, 0),
    kl: log0.reduce((sum, value, i) => sum + Math.exp(value) * (value - logP[i]!), 0),
  };
}

async function open(inputs: Subject, baseline: 'make' | 'compare', blankIds: readonly number[] = []): Promise<Session> {
  const graph = outcomeGraph(inputs.architecture, { from: siteAfter(HOOK), baseline, blankIds });
  return Session.create(graph, { folder: inputs.folder, threads: 1 });
}

/** Rows are prompts of equal length. */
async function run(
  session: Session,
  inputs: Subject,
  rows: readonly number[],
  resid: Float32Array,
  baseline?: Float32Array,
) {
  const all = prompts.map((_, prompt) => prompt);
  const [P, A, D] = [prompts.length, 3, 16];
  const results = await session.run({
    ...packFeeds(unshared(resid, rows.length, D), D),
    prompt: { data: Int32Array.from(rows), dims: [rows.length] },
    contrast: { data: oracleContrast(inputs, all), dims: [P, D] },
    accepted: { data: Int32Array.from(ACCEPTED.flatMap((a) => [0, 1, 2].map((i) => a[i] ?? a[0]!))), dims: [P, A] },
    is_accepted: {
      data: Float32Array.from(ACCEPTED.flatMap((a) => [0, 1, 2].map((i) => Number(i < a.length)))),
      dims: [P, A],
    },
    ...(baseline && { baseline: { data: baseline, dims: [P, baseline.length / P] } }),
  });
  return results;
}

const residOf = (model: string, rows: readonly number[], push = 0): Float32Array => {
  const delta = generate('delta', [16]);
  return Float32Array.from(
    rows.flatMap((row) =>
      modelOracle.models[model]!.prompts[row]!.resid[HOOK]!.map((value, i) => value + push * delta[i % 16]!),
    ),
  );
};

/** log p of every prompt, [P, V]. */
async function baselineOf(session: Session, inputs: Subject, model: string): Promise<Float32Array> {
  const rows: Float32Array[] = [];
  for (const prompt of prompts.keys())
    rows.push(floats(await run(session, inputs, [prompt], residOf(model, [prompt])), 'log_probs'));
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

describe('outcomes equal their definitions on PyTorch’s float64 logits', () => {
  for (const model of MODEL_NAMES) {
    it(`unsteered and steered, in ${model}`, async () => {
      const inputs = await engineInputs({ model });
      const make = await open(inputs, 'make');
      const baseline = await baselineOf(make, inputs, model);
      const compare = await open(inputs, 'compare');
      for (const [prompt, { logits, steered_logits }] of modelOracle.models[model]!.prompts.entries()) {
        for (const [push, z] of [
          [0, logits],
          [1, steered_logits],
        ] as const) {
          const results = await run(compare, inputs, [prompt], residOf(model, [prompt], push), baseline);
          const expected = plainOutcomes(z, ACCEPTED[prompt]!, logits);
          const what = `prompt ${prompt}, push ${push}`;
          expect(integers(results, 'answer_rank')[0], what).toBe(expected.answer_rank);
          const scale = Math.max(...z.map(Math.abs));
          for (const name of ['answer_logit', 'answer_log_prob', 'top10_entropy', 'kl'] as const)
            expectWithin(floats(results, name), [expected[name]], 1e-5, `${name} of ${what}`, scale);
          expectWithin(floats(results, 'answer_prob'), [expected.answer_prob], 1e-5, `answer_prob of ${what}`, 1);
          const m = z[answers[prompt]!]! - z[foils[prompt]!]!;
          expectWithin(floats(results, 'logit_diff'), [m], 1e-5, `logit_diff of ${what}`, scale);
        }
      }
      await make.release();
      await compare.release();
    });
  }
});

describe('the outcome graph', () => {
  it('gives the same bits in both forms for the same residual, and a KL of zero', async () => {
    const inputs = await engineInputs();
    const [make, compare] = [await open(inputs, 'make'), await open(inputs, 'compare')];
    const baseline = await baselineOf(make, inputs, PLAIN);
    for (const prompt of prompts.keys()) {
      const resid = residOf(PLAIN, [prompt]);
      const [a, b] = [await run(make, inputs, [prompt], resid), await run(compare, inputs, [prompt], resid, baseline)];
      for (const name of [
        'logit_diff',
        'answer_logit',
        'answer_log_prob',
        'answer_prob',
        'answer_rank',
        'top10_entropy',
      ])
        expect(b[name]!.data, name).toEqual(a[name]!.data);
      expect(Array.from(floats(b, 'kl'))).toEqual([0]);
    }
    await make.release();
    await compare.release();
  });

  it('gives a row the same outcomes alone, in a batch and twice in one batch', async () => {
    const inputs = await engineInputs();
    const make = await open(inputs, 'make');
    const rows = [0, 1, 0];
    const together = await run(make, inputs, rows, residOf(PLAIN, rows));
    for (const [b, prompt] of rows.entries()) {
      const alone = await run(make, inputs, [prompt], residOf(PLAIN, [prompt]));
      for (const name of ['logit_diff', 'answer_logit', 'answer_prob', 'top10_entropy']) {
        expectWithin([floats(together, name)[b]!], [floats(alone, name)[0]!], 1e-6, name);
        expect(floats(together, name)[2]).toBe(floats(together, name)[0]);
      }
      expect(integers(together, 'answer_rank')[b]).toBe(integers(alone, 'answer_rank')[0]);
    }
    await make.release();
  });

  it('counts no id without a token in a rank, nor among the ten likeliest, and leaves probabilities as they are', async () => {
    const inputs = await engineInputs();
    for (const [prompt, { logits }] of modelOracle.models[PLAIN]!.prompts.entries()) {
      const accepted = ACCEPTED[prompt]!;
      // The likeliest three that are no answer, as rows that pad an unembedding can be.
      const order = [...logits.keys()]
        .filter((id) => !accepted.includes(id))
        .toSorted((a, b) => logits[b]! - logits[a]!);
      for (const blankIds of [order.slice(0, 3), order.slice(0, logits.length - accepted.length - 4)]) {
        const make = await open(inputs, 'make', blankIds);
        const results = await run(make, inputs, [prompt], residOf(PLAIN, [prompt]));
        await make.release();
        const words = logits.filter((_, id) => !blankIds.includes(id));
        const best = Math.max(...accepted.map((id) => logits[id]!));
        const all = plainOutcomes(logits, accepted, logits);
        expect(integers(results, 'answer_rank')[0]).toBe(words.filter((z) => z > best).length);
        const expected = plainOutcomes(words, [0], words).top10_entropy;
        expectWithin(floats(results, 'top10_entropy'), [expected], 1e-5, 'top10_entropy', 1);
        expectWithin(floats(results, 'answer_prob'), [all.answer_prob], 1e-5, 'answer_prob', 1);
      }
    }
  });

  it('does not feel a constant added to the residual', async () => {
    const inputs = await engineInputs();
    const make = await open(inputs, 'make');
    const resid = residOf(PLAIN, [0]);
    const [plain, moved] = [
      await run(make, inputs, [0], resid),
      await run(
        make,
        inputs,
        [0],
        resid.map((v) => v + 2),
      ),
    ];
    expectWithin(floats(moved, 'log_probs'), floats(plain, 'log_probs'), 1e-5, 'log p');
    await make.release();
  });

  it('stays finite and bounded under a push that is far too strong', async () => {
    const inputs = await engineInputs();
    const make = await open(inputs, 'make');
    const baseline = await baselineOf(make, inputs, PLAIN);
    const compare = await open(inputs, 'compare');
    const results = await run(compare, inputs, [0], residOf(PLAIN, [0], 1e6), baseline);
    for (const [name, { data }] of Object.entries(results))
      expect(Array.from(data, Number).every(Number.isFinite), name).toBe(true);
    expect(floats(results, 'kl')[0]).toBeGreaterThan(0);
    expect(floats(results, 'top10_entropy')[0]).toBeLessThanOrEqual(Math.log(10) * (1 + 1e-6));
    await make.release();
    await compare.release();
  });

  it('takes the entropy over the whole vocabulary where that is smaller than ten', async () => {
    const graph = outcomeGraph(
      (g) => {
        const w = g.constant('float32', [4, 2], [1, 0, 0, 1, 1, 1, -1, 0]);
        return { ...bareModel, vocabulary: 4, unembedding: () => w };
      },
      { from: siteAfter(0), baseline: 'make' },
    );
    const session = await Session.create(graph, { threads: 1 });
    const one = (data: Float32Array | Int32Array) => ({ data, dims: [1, data.length] });
    const results = await session.run({
      ...packFeeds(unshared(Float32Array.of(0, 0), 1, 2), 2),
      prompt: { data: Int32Array.of(0), dims: [1] },
      contrast: one(Float32Array.of(0, 0)),
      accepted: one(Int32Array.of(0)),
      is_accepted: one(Float32Array.of(1)),
    });
    await session.release();
    expect(floats(results, 'top10_entropy')[0]).toBeCloseTo(Math.log(4), 6);
    expect(integers(results, 'answer_rank')[0]).toBe(0);
    expect(floats(results, 'answer_prob')[0]).toBeCloseTo(0.25, 6);
  });
});

describe('nonNegative', () => {
  it('sets what rounding took below zero to zero, and leaves the rest', () => {
    expect(Array.from(nonNegative(Float32Array.of(0, 2.5, -3.3e-7, -9e-6, 1e-9)))).toEqual([
      0,
      2.5,
      0,
      0,
      Math.fround(1e-9),
    ]);
    expect(nonNegative(new Float32Array(0))).toHaveLength(0);
  });

  it('refuses what no rounding explains, and what is no number', () => {
    expect(() => nonNegative(Float32Array.of(0, -2e-5))).toThrow(RangeError);
    expect(() => nonNegative(Float32Array.of(1, Number.NaN))).toThrow('KL divergence 1: NaN');
  });
});
