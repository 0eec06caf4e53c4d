import { expect, test } from 'vitest';
import { byteLevelBpe, parseMerges } from '../../../src/engine/model/byte-level-bpe.ts';

const vocab = new Map(['a', 'b', 'ab'].map((token, id) => [token, id]));

test('merges are lines of two tokens that the vocabulary has, after a version', () => {
  expect(parseMerges('\uFEFF#version: 0.2\r\na b\r\n', vocab, 'merges.txt')).toEqual(['a b']);
  for (const line of ['a', 'a b ab', 'b a', 'a x', '\u0000 b'])
    expect(() => parseMerges(`a b\n${line}`, vocab, 'merges.txt')).toThrow(
      /^merges\.txt: line 2: ".*", expected two tokens/,
    );
});

test('they become a tokenizer that adds no space and rewrites nothing', () => {
  expect(byteLevelBpe(vocab, ['a b'])).toMatchObject({
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
    model: { vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] },
  });
});
