import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  blockWeights,
  ConfigKeys,
  count,
  feedForwardWeights,
  tokenId,
  tokenIds,
} from '../../../src/engine/model/config.ts';
import { StudyError } from '../../../src/errors.ts';

const keys = new ConfigKeys('config.json');

test('a block has four matrices of attention and two of the feed-forward, three where it is gated', () => {
  const sizes = { dModel: 10, dInner: 40 };
  expect(blockWeights(sizes)).toBe(400 + 800);
  expect([feedForwardWeights(sizes), feedForwardWeights({ ...sizes, gated: true })]).toEqual([800, 1200]);
});

describe('the keys of a config.json', () => {
  test('are read with their defaults, others are left out, and the first wrong one is named', () => {
    const schema = z.object({ layers: count, epsilon: z.number().default(1e-5) });
    expect(keys.read(schema, { layers: 3, other: 'x' })).toEqual({ layers: 3, epsilon: 1e-5 });
    const reading = (): unknown => keys.read(schema, { layers: 0 });
    expect(reading).toThrow(StudyError);
    expect(reading).toThrow(/^config\.json: layers: 0, expected /);
    expect(() => keys.read(schema, {})).toThrow(/^config\.json: layers: no value/);
  });

  test('an activation by any of its names; another is refused with those that are known', () => {
    const names = ['gelu_new', 'gelu_fast', 'gelu_pytorch_tanh', 'gelu', 'relu', 'silu', 'swish'];
    expect(names.map((name) => keys.activation('act', name))).toEqual([
      'gelu_tanh',
      'gelu_tanh',
      'gelu_tanh',
      'gelu_erf',
      'relu',
      'silu',
      'silu',
    ]);
    for (const name of ['quick_gelu', 'constructor'])
      expect(() => keys.activation('act', name)).toThrow(`act: "${name}", expected one of ${names[0]}`);
  });

  test('a width must be a multiple of the heads; a token is any number, an end of text any list of them', () => {
    keys.divides('width', 12, 'heads', 4);
    expect(() => keys.divides('width', 10, 'heads', 4)).toThrow('width: 10, expected a multiple of heads (4)');
    for (const id of [0, 50_256, -1, null, undefined]) expect(tokenId.safeParse(id).success).toBe(true);
    for (const ids of [3, [3, 4], [], null]) expect(tokenIds.safeParse(ids).success).toBe(true);
    for (const id of ['3', {}, true]) expect(tokenIds.safeParse(id).success).toBe(false);
  });
});
