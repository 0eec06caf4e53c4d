import { expect, test } from 'vitest';
import { topk } from '../../../../src/engine/dictionary/architectures/topk.ts';
import { parseSaeCfg } from '../../../../src/engine/dictionary/cfg.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import { SIX } from '../cfg-examples.ts';
import { codeOf } from './one-row.ts';

test('topk: the k largest, none of them below zero', async () => {
  expect(await codeOf(topk, 1, [3, 1, 2], {}, { k: 2 })).toEqual([3, 0, 2]);
  expect(await codeOf(topk, 1, [3, -1, -2], {}, { k: 2 })).toEqual([3, 0, 0]);
});

test('topk: chosen by the product with the decoder norm where that is asked for', async () => {
  // Norms 1, 2, 3.
  const options = { k: 1, rescale_acts_by_decoder_norm: true };
  expect(await codeOf(topk, 1, [3, 1, 2], {}, options)).toEqual([0, 0, 6]);
});

test('topk: a configuration without k is refused, not read as k = 0', () => {
  const graph = new Graph('topk');
  const weights = (name: string) => graph.input(name, 'float32', name === 'b_enc' ? [3] : [1, 3]);
  const config = { ...parseSaeCfg({ ...SIX, architecture: 'topk', k: 1 }, { where: 'cfg.json' }), k: null };
  const x = graph.input('x', 'float32', ['rows', 1]);
  expect(() => topk.activate(config, weights, x)).toThrow(/without k/);
});
