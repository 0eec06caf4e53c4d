import { describe, expect, it } from 'vitest';
import { type HandPush, ranked, steerByHand } from '../../../src/methods/intervention/by-hand.ts';
import { random } from '../../../src/random.ts';
import { engineInputs, modelOracle, PLAIN } from '../../engine.ts';

const tokens = Int32Array.from(modelOracle.prompts[0]!);
const push = (coefficient: number, mode: HandPush['mode'] = 'seed'): HandPush => ({
  featureIds: [3, 5],
  mode,
  coefficient,
  positions: 'all',
});

describe('steerByHand', () => {
  it('without a push is the model, and a dose of 0 changes no bit of it', async () => {
    const hand = steerByHand(await engineInputs(), 1);
    const plain = await hand.next(tokens, null);
    const logits = modelOracle.models[PLAIN]!.prompts[0]!.logits;
    const most = Math.max(...logits);
    const partition = most + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - most), 0));
    plain.forEach((value, v) => expect(Math.abs(value - (logits[v]! - partition))).toBeLessThan(1e-4));
    for (const mode of ['seed', 'ablate', 'activation-scaled'] as const) {
      expect(Array.from(await hand.next(tokens, push(0, mode)))).toEqual(Array.from(plain));
    }
    expect(Array.from(await hand.next(tokens, push(2)))).not.toEqual(Array.from(plain));
    await hand.release();
  });

  it('continues greedily with the likeliest token each time, and by draws that the seed fixes', async () => {
    const hand = steerByHand(await engineInputs(), 1);
    const start = tokens.subarray(0, 3);
    const greedy = await hand.generate(start, null, 2);
    expect(greedy[0]).toBe(ranked(await hand.next(start, null))[0]!.token);
    expect(greedy).toHaveLength(2);
    const drawn = await hand.generate(start, null, 2, random(1, 'x'));
    expect(await hand.generate(start, null, 2, random(1, 'x'))).toEqual(drawn);
    await hand.release();
  });
});

it('knows where features fire, and scales by global maxima it was given', async () => {
  const inputs = await engineInputs();
  const hand = steerByHand(inputs, 1, new Map([[3, 2]]));
  const codes = await hand.codes(tokens, [3, 5]);
  expect([...codes.keys()]).toEqual([3, 5]);
  expect([...codes.values()].every((code) => code.length === tokens.length)).toBe(true);
  const one = { featureIds: [3], positions: 'all' as const };
  const scaled = await hand.next(tokens, { ...one, mode: 'global-scaled', coefficient: 1.5 });
  expect(Array.from(scaled)).toEqual(Array.from(await hand.next(tokens, { ...one, mode: 'seed', coefficient: 3 })));
  await expect(hand.next(tokens, push(1, 'global-scaled'))).rejects.toThrow('no global maximum of feature 5');
  await hand.release();
});

it('ranks from the likeliest on, ties by token', () => {
  expect(ranked(Float32Array.of(-2, -1, -2)).map(({ token, rank }) => [token, rank])).toEqual([
    [1, 0],
    [0, 1],
    [2, 2],
  ]);
});

it('ids without a token are not ranked', () => {
  expect(ranked(Float32Array.of(-2, -1, -3, -0.5), [3, 0]).map(({ token, rank }) => [token, rank])).toEqual([
    [1, 0],
    [2, 1],
  ]);
});
