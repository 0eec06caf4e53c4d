import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadTokenizer, type Tokenizer } from '../../../src/engine/model/tokenizer.ts';
import { StudyError } from '../../../src/errors.ts';
import { temporaryFolder, writeText } from './raw-safetensors.ts';

const fixture = new URL('../../../fixtures/gpt2-bpe/', import.meta.url).pathname;
const gpt2 = { vocabSize: 50257, bosTokenId: 50256, eosTokenId: 50256 };

describe("GPT-2's byte-level BPE", () => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    tokenizer = await loadTokenizer(fixture, gpt2);
  });

  test('oracle: the golden texts get the ids GPT-2 gives them, and come back', () => {
    const golden: { text: string; ids: number[] }[] = JSON.parse(
      readFileSync(join(fixture, 'golden-ids.json'), 'utf8'),
    );
    expect(golden).not.toHaveLength(0);
    for (const { text, ids } of golden) {
      expect([...tokenizer.encode(text)]).toEqual(ids);
      expect(tokenizer.decode(ids)).toBe(text);
    }
  });

  test("oracle: the study's ten answers are single tokens with tiktoken r50k_base's ids", () => {
    const ids = {
      baseball: 9283,
      basketball: 9669,
      football: 4346,
      soccer: 11783,
      racing: 11717,
      tennis: 20790,
      golf: 13126,
    };
    const more = { boxing: 21576, cricket: 18836, track: 2610 };
    for (const [word, id] of Object.entries({ ...ids, ...more })) expect(tokenizer.singleToken(` ${word}`)).toBe(id);
  });

  test('invariant: decoding the ids of any text gives the text', () => {
    for (const text of [
      '',
      ' ',
      'a , b',
      "don't  \n\n x",
      'Sergio Agüero',
      '日本 🙂',
      'Fact: Li Na plays',
      '\u0000\t',
    ]) {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    }
  });

  test('nothing is prepended, and BOS is the id that config.json names', () => {
    expect(tokenizer.bosTokenId).toBe(50256);
    expect([...tokenizer.encode('Fact')]).toEqual([29054]);
    expect([...tokenizer.encode('')]).toEqual([]);
  });

  test('a word of several tokens, and an empty one, are refused with their pieces', () => {
    expect(() => tokenizer.singleToken(' xylophonist', 'tasks/a.csv: row 3')).toThrow(
      /tasks\/a\.csv: row 3: 4 tokens for " xylophonist": " x" "yl" "ophon" "ist", expected a word that is a single token/,
    );
    expect(() => tokenizer.singleToken('')).toThrow(StudyError);
  });

  test('a vocabulary larger than the model is a mismatch', async () => {
    const loading = loadTokenizer(fixture, { ...gpt2, vocabSize: 50256 });
    await expect(loading).rejects.toThrow(
      /token "<\|endoftext\|>" with id 50256, expected ids below the model's vocab_size 50256/,
    );
  });
});

const vocab = { a: 0, b: 1, ab: 2, Ġ: 3, '<s>': 4 };
const small = { vocabSize: 5, bosTokenId: 4, eosTokenId: null };

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeText(join(folder, name), text);
  return folder;
}

test('vocab.json with merges.txt, CRLF and a version line, and the model BOS as a special token', async () => {
  const folder = folderWith({ 'vocab.json': JSON.stringify(vocab), 'merges.txt': '#version: 0.2\r\na b\r\n' });
  const tokenizer = await loadTokenizer(folder, small);
  expect([...tokenizer.encode('ab ba<s>')]).toEqual([2, 3, 1, 0, 4]);
  expect(tokenizer.files).toEqual([join(folder, 'vocab.json'), join(folder, 'merges.txt')]);
});

test('tokenizer.json is used as it stands, without its own special tokens around a text', async () => {
  const model = { type: 'BPE', vocab, merges: [['a', 'b']], unk_token: null, fuse_unk: false, byte_fallback: false };
  const template = { single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }] };
  const json = {
    added_tokens: [{ id: 4, content: '<s>', special: true }],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    post_processor: {
      type: 'TemplateProcessing',
      pair: [],
      special_tokens: { '<s>': { id: '<s>', ids: [4], tokens: ['<s>'] } },
      ...template,
    },
    decoder: { type: 'ByteLevel' },
    model,
  };
  const tokenizer = await loadTokenizer(folderWith({ 'tokenizer.json': JSON.stringify(json) }), small);
  expect([...tokenizer.encode('ab')]).toEqual([2]);
});

describe('tokenizer files that cannot be used are refused by name', () => {
  const merges = { 'merges.txt': 'a b\n' };
  const cases: readonly [string, Record<string, string>, RegExp][] = [
    ['none', {}, /no tokenizer, expected tokenizer\.json, or vocab\.json and merges\.txt/],
    ['half', merges, /no tokenizer/],
    ['vocab not JSON', { 'vocab.json': '{', ...merges }, /vocab\.json: text that is not JSON/],
    ['id not a number', { 'vocab.json': '{"a":"x"}', ...merges }, /vocab\.json: "a": "x", expected a whole number/],
    ['id used twice', { 'vocab.json': '{"a":0,"b":0}', ...merges }, /id 0 for both "a" and "b"/],
    [
      'merge of another vocabulary',
      { 'vocab.json': JSON.stringify({ a: 0, b: 1 }), ...merges },
      /merges\.txt: line 1: "a b"/,
    ],
    [
      'merge of three',
      { 'vocab.json': JSON.stringify(vocab), 'merges.txt': 'a b\na b ab\n' },
      /merges\.txt: line 2: "a b ab"/,
    ],
    ['not a tokenizer', { 'tokenizer.json': '{"model": 3}' }, /tokenizer\.json: a tokenizer that cannot be built/],
  ];
  test.each(cases)('%s', async (_, files, message) => {
    const loading = loadTokenizer(folderWith(files), small);
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toBeInstanceOf(StudyError);
  });

  test('a text with a byte the vocabulary lacks', async () => {
    const tokenizer = await loadTokenizer(folderWith({ 'vocab.json': JSON.stringify(vocab), ...merges }), small);
    expect(() => tokenizer.encode('abc')).toThrow(
      /"abc" comes back as "ab", expected a vocabulary that covers every byte/,
    );
  });
});
