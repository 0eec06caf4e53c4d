import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadTokenizer } from '../../../src/engine/model/tokenizer.ts';
import { blankIdsOf, SIDE_FILES } from '../../../src/engine/model/tokenizer-files.ts';
import { StudyError } from '../../../src/errors.ts';
import { temporaryFolder, writeText } from './raw-safetensors.ts';

const VOCAB = { a: 0, b: 1, ab: 2, Ġ: 3, '<s>': 4, '</s>': 5 };
const MERGES = 'a b\n';
const CONFIG = { vocabSize: 6, bosTokenId: null, eosTokenId: null };

const WHOLE = {
  added_tokens: [{ id: 4, content: '<s>', special: true }],
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  post_processor: null,
  decoder: { type: 'ByteLevel' },
  model: { type: 'BPE', vocab: VOCAB, merges: [['a', 'b']], unk_token: null, fuse_unk: false, byte_fallback: false },
};
/** The two layouts of the same tokenizer. */
const LAYOUTS: Readonly<Record<string, Record<string, string>>> = {
  'vocab.json': { 'vocab.json': JSON.stringify(VOCAB), 'merges.txt': MERGES },
  'tokenizer.json': { 'tokenizer.json': JSON.stringify(WHOLE) },
};

function folderWith(layout: string, side: Record<string, object>): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const files = {
    ...LAYOUTS[layout],
    ...Object.fromEntries(Object.entries(side).map(([f, json]) => [f, JSON.stringify(json)])),
  };
  for (const [name, text] of Object.entries(files)) writeText(join(folder, name), text);
  return folder;
}

describe.each(Object.keys(LAYOUTS))('facts beside %s', (layout) => {
  const load = (
    side: Record<string, object>,
    config: Partial<Parameters<typeof loadTokenizer>[1]> = {},
    bos?: string,
  ) => loadTokenizer(folderWith(layout, side), { ...CONFIG, ...config }, bos);

  test('a BOS that any one file names is the BOS, and null, a negative id and silence name none', async () => {
    expect((await load({})).bosTokenId).toBeNull();
    expect((await load({ 'tokenizer_config.json': { bos_token: null } }, { bosTokenId: -1 })).bosTokenId).toBeNull();
    const ways: [Record<string, object>, number | null][] = [
      [{}, 4],
      [{ 'generation_config.json': { bos_token_id: 4 } }, null],
      [{ 'tokenizer_config.json': { bos_token: '<s>' } }, null],
      [{ 'tokenizer_config.json': { bos_token: { content: '<s>', lstrip: false } } }, null],
      [{ 'special_tokens_map.json': { bos_token: '<s>' } }, null],
      [
        { 'special_tokens_map.json': { bos_token: { content: '<s>' } }, 'tokenizer_config.json': { bos_token: '<s>' } },
        4,
      ],
    ];
    for (const [side, bosTokenId] of ways) expect((await load(side, { bosTokenId })).bosTokenId).toBe(4);
  });

  test('property: any two files that name different ones are refused with both and the key that settles it', async () => {
    const naming: Record<string, (id: 4 | 5) => object> = {
      'config.json': (id) => ({ bos_token_id: id }),
      'generation_config.json': (id) => ({ bos_token_id: id }),
      'tokenizer_config.json': (id) => ({ bos_token: id === 4 ? '<s>' : '</s>' }),
      'special_tokens_map.json': (id) => ({ bos_token: { content: id === 4 ? '<s>' : '</s>' } }),
    };
    const files = Object.keys(naming);
    for (const [i, first] of files.entries()) {
      for (const second of files.slice(i + 1)) {
        const side: Record<string, object> = { [second]: naming[second]?.(5) ?? {} };
        if (first !== 'config.json') side[first] = naming[first]?.(4) ?? {};
        const asked = { bosTokenId: first === 'config.json' ? 4 : null };
        const tokenizer = await load(side, asked);
        // Nothing is refused until a BOS is asked for.
        expect([...tokenizer.encode('ab')]).toEqual([2]);
        const ask = (): unknown => tokenizer.bosTokenId;
        expect(ask).toThrow(StudyError);
        expect(ask).toThrow(new RegExp(`${first}: bos_token.* and .*${second}: bos_token.*model\\.bos_token`));
        expect((await load(side, asked, '</s>')).bosTokenId).toBe(5);
      }
    }
    const unknown = await load({}, {}, '<none>');
    expect(() => unknown.bosTokenId).toThrow(/model\.bos_token: "<none>", expected a token of/);
  });

  test('ids that are no tokens harm nobody until one is asked for', async () => {
    for (const id of [6, 50_256]) {
      const tokenizer = await load({}, { bosTokenId: id, eosTokenId: [id, 5] });
      expect([...tokenizer.encode('ab')]).toEqual([2]);
      expect(() => tokenizer.bosTokenId).toThrow(`config.json: bos_token_id: ${id}, expected the id of a token`);
    }
    const text = await load({ 'tokenizer_config.json': { bos_token: '<bos>' } });
    expect(() => text.bosTokenId).toThrow(/tokenizer_config\.json: bos_token: "<bos>", expected a token of/);
  });

  test('added tokens of any file are one token each, and known from the special ones', async () => {
    const sides: Record<string, object>[] = [
      { 'added_tokens.json': { '[u]': 6 } },
      { 'tokenizer_config.json': { added_tokens_decoder: { 6: { content: '[u]', special: false } } } },
      {
        'added_tokens.json': { '[u]': 6 },
        'tokenizer_config.json': { added_tokens_decoder: { 6: { content: '[u]' } } },
      },
      { 'added_tokens.json': { '[u]': 6 }, 'special_tokens_map.json': { additional_special_tokens: ['[u]'] } },
    ];
    for (const side of sides) {
      const tokenizer = await load(side, { vocabSize: 7 });
      expect([...tokenizer.encode('[u]ab[u]')]).toEqual([6, 2, 6]);
      expect(tokenizer.decode([6, 2])).toBe('[u]ab');
      expect(tokenizer.files.length).toBe(Object.keys(LAYOUTS[layout] ?? {}).length + Object.keys(side).length);
    }
    const special = await load({ 'special_tokens_map.json': { eos_token: '</s>' } });
    expect([...special.encode('a</s>b')]).toEqual([0, 5, 1]);
  });

  test('an added token beyond the vocabulary is refused only where a text uses it, with the place', async () => {
    const tokenizer = await load({ 'added_tokens.json': { '[PAD]': 6 } });
    expect([...tokenizer.encode('ab')]).toEqual([2]);
    expect(() => tokenizer.encode('a[PAD]', 'task.csv: row 3')).toThrow(
      /^task\.csv: row 3: "a\[PAD\]", whose token "\[PAD\]" has the id 6, expected tokens below the model's vocab_size 6/,
    );
  });

  test('a token with two ids and an id with two tokens are refused with both files', async () => {
    const two = { 'added_tokens.json': { '[u]': 6 }, 'tokenizer_config.json': { added_tokens_decoder: { 7: '[u]' } } };
    await expect(load(two, { vocabSize: 9 })).rejects.toThrow(
      /tokenizer_config\.json and .*added_tokens\.json: ids 7 and 6 for "\[u\]"/,
    );
    const same = { 'added_tokens.json': { '[u]': 1 } };
    await expect(load(same)).rejects.toThrow(/id 1 for both "b" and "\[u\]", expected one token an id/);
    const known = { 'added_tokens.json': { ab: 6 } };
    await expect(load(known, { vocabSize: 9 })).rejects.toThrow(/added_tokens\.json: ids 2 and 6 for "ab"/);
  });

  test('ids without a token are counted and shown by their number', async () => {
    const folder = folderWith(layout, { 'added_tokens.json': { '[u]': 7 } });
    const config = { ...CONFIG, vocabSize: 10 };
    const tokenizer = await loadTokenizer(folder, config);
    expect(tokenizer.blankIds).toEqual([6, 8, 9]);
    expect(await blankIdsOf(folder, config)).toEqual([6, 8, 9]);
    expect(await blankIdsOf(folder, config)).toEqual([6, 8, 9]);
    expect(tokenizer.decode([2, 8, 9, 7, 0])).toBe('ab[8][9][u]a');
  });

  test.each(SIDE_FILES)('a %s that is no JSON, or a page in its place, is refused by name', async (file) => {
    for (const text of ['{', '<html>', '', '\u0000\u0001']) {
      const folder = folderWith(layout, {});
      writeText(join(folder, file), text);
      await expect(loadTokenizer(folder, CONFIG)).rejects.toThrow(`${join(folder, file)}: `);
      await expect(loadTokenizer(folder, CONFIG)).rejects.toBeInstanceOf(StudyError);
    }
  });
});

test('a vocab.json beside a tokenizer.json must be of the same tokenizer', async () => {
  const folder = folderWith('tokenizer.json', { 'vocab.json': VOCAB });
  await expect(loadTokenizer(folder, CONFIG)).resolves.toBeDefined();
  writeText(join(folder, 'vocab.json'), JSON.stringify({ ...VOCAB, a: 1, b: 0 }));
  await expect(loadTokenizer(folder, CONFIG)).rejects.toThrow(/tokenizer\.json and .*vocab\.json: ids 0 and 1 for "a"/);
});

test('a folder without a tokenizer has no blanks, which whoever asks for the tokenizer is told', async () => {
  expect(await blankIdsOf(temporaryFolder(), CONFIG)).toEqual([]);
});
