import { beforeAll, describe, expect, it, test } from 'vitest';
import { readTensor } from '../../../src/engine/model/files/tensor-values.ts';
import { type ModelFiles, openModel } from '../../../src/engine/model/model-files.ts';
import { promotedTokens } from '../../../src/engine/model/promoted-tokens.ts';
import { random } from '../../../src/random.ts';
import { PLAIN, writeOracleModel } from '../../engine.ts';
import { writeModel } from './tiny-model.ts';

const COUNT = 4;
let model: ModelFiles;
let rows: ReadonlyMap<number, Float32Array>;

beforeAll(async () => {
  model = await openModel(await writeOracleModel(PLAIN));
  const rng = random(1, 'promoted-tokens');
  const { dModel } = model.config;
  rows = new Map([9, 4].map((feature) => [feature, Float32Array.from({ length: dModel }, () => rng.normal())]));
});

/** The definition in double precision, token by token. */
async function weightsOf(row: Float32Array): Promise<number[]> {
  const { vocabSize, dModel } = model.config;
  const unembedding = await readTensor(model.tensors.get(model.config.tied ? 'wte.weight' : 'lm_head.weight')!);
  const gain = await readTensor(model.tensors.get('ln_f.weight')!);
  const mean = row.reduce((sum, value) => sum + value, 0) / dModel;
  const weights = Array.from({ length: vocabSize }, (_, token) => {
    let sum = 0;
    for (let d = 0; d < dModel; d++) sum += (row[d] - mean) * gain[d] * unembedding[token * dModel + d];
    return sum;
  });
  const middle = weights.reduce((sum, weight) => sum + weight, 0) / vocabSize;
  return weights.map((weight) => weight - middle);
}

describe('promoted tokens', () => {
  it('are the largest and smallest weights of the definition, strongest first', async () => {
    const found = await promotedTokens(model, rows, COUNT, 1);
    for (const [feature, row] of rows) {
      const expected = (await weightsOf(row))
        .map((weight, token) => ({ token, weight }))
        .sort((a, b) => b.weight - a.weight);
      const own = found.filter((token) => token.featureId === feature);
      expect(own.filter((token) => token.direction === 'promoted').map((token) => token.tokenId)).toEqual(
        expected.slice(0, COUNT).map(({ token }) => token),
      );
      expect(own.filter((token) => token.direction === 'suppressed').map((token) => token.tokenId)).toEqual(
        expected
          .slice(-COUNT)
          .reverse()
          .map(({ token }) => token),
      );
      for (const { tokenId, weight } of own) {
        expect(Math.abs(weight - expected.find(({ token }) => token === tokenId)!.weight)).toBeLessThan(1e-5);
      }
    }
  });

  it('do not change when a constant is added to the direction', async () => {
    const shifted = new Map([...rows].map(([feature, row]) => [feature, row.map((value) => value + 3)]));
    const ids = async (directions: ReadonlyMap<number, Float32Array>): Promise<number[]> =>
      (await promotedTokens(model, directions, COUNT, 1)).map((token) => token.tokenId);
    expect(await ids(shifted)).toEqual(await ids(rows));
  });

  it('change with it in a model whose layers read the mean', async () => {
    const shifted = new Map([...rows].map(([feature, row]) => [feature, row.map((value) => value + 3)]));
    const rms = { ...model, config: { ...model.config, norm: 'rms' as const } };
    const weights = async (directions: ReadonlyMap<number, Float32Array>) =>
      (await promotedTokens(rms, directions, COUNT, 1)).map(({ weight }) => weight);
    expect(await weights(shifted)).not.toEqual(await weights(rows));
  });

  it('refuse a count of none or of more than there are, and directions of another width', async () => {
    await expect(promotedTokens(model, rows, 0, 1)).rejects.toThrow(RangeError);
    await expect(promotedTokens(model, rows, model.config.vocabSize, 1)).rejects.toThrow(RangeError);
    await expect(promotedTokens(model, new Map([[1, new Float32Array(3)]]), 1, 1)).rejects.toThrow(RangeError);
  });
});

test('ids without a token are neither ranked nor in the mean', async () => {
  const small = await openModel(await writeModel({ vocab_size: 12 }));
  const direction = new Map([[1, Float32Array.from({ length: 8 }, (_, d) => d - 3)]]);
  const all = await promotedTokens(small, direction, 6, 1);
  const blanks = [0, 7, 11];
  const some = await promotedTokens(small, direction, 4, 1, blanks);
  expect(some.some(({ tokenId }) => blanks.includes(tokenId))).toBe(false);
  const shown = new Map(all.map(({ tokenId, weight }) => [tokenId, weight]));
  const kept = [...shown].filter(([id]) => !blanks.includes(id));
  const mean = kept.reduce((sum, [, weight]) => sum + weight, 0) / kept.length;
  for (const { tokenId, weight } of some) expect(weight).toBeCloseTo((shown.get(tokenId) ?? Number.NaN) - mean, 6);
  expect(some.filter(({ direction: way }) => way === 'promoted').map(({ tokenId }) => tokenId)).toEqual(
    kept
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 4)
      .map(([id]) => id),
  );
  await expect(promotedTokens(small, direction, 5, 1, blanks)).rejects.toThrow(RangeError);
});
