/**
 * Text to token ids and back with the model's own tokenizer files: `tokenizer.json`, or `vocab.json` + `merges.txt` read as
 * GPT-2's byte-level BPE (no prefix space, the model's BOS and EOS as special tokens).
 *
 * Nothing is added to a text here: BOS is prepended by the caller, because the SAE's metadata decides it.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { StudyError } from '../../errors.ts';
import type { ModelConfig } from './config.ts';
import { readJsonObject } from './files/json-file.ts';

export interface Tokenizer {
  /** Files that were read, for the run's record. */
  readonly files: readonly string[];
  /** Null when config.json names none. */
  readonly bosTokenId: number | null;
  /** Ids of the text alone. */
  encode(text: string): Int32Array;
  decode(ids: ArrayLike<number>): string;
  /** The id of a text that is exactly one token, such as `" tennis"`; anything else is a StudyError that shows the pieces. */
  singleToken(text: string, where?: string): number;
}

type TokenizerConfig = Pick<ModelConfig, 'vocabSize' | 'bosTokenId' | 'eosTokenId'>;

export async function loadTokenizer(folder: string, config: TokenizerConfig): Promise<Tokenizer> {
  const whole = join(folder, 'tokenizer.json');
  const vocabFile = join(folder, 'vocab.json');
  const mergesFile = join(folder, 'merges.txt');
  let files: string[];
  let json: Record<string, unknown>;
  if (existsSync(whole)) {
    files = [whole];
    json = await readJsonObject(whole, 'a tokenizer');
  } else if (existsSync(vocabFile) && existsSync(mergesFile)) {
    files = [vocabFile, mergesFile];
    const vocab = parseVocab(await readJsonObject(vocabFile, 'token ids by token'), vocabFile);
    json = byteLevelBpe(vocab, parseMerges(await readFile(mergesFile, 'utf8'), vocab, mergesFile), config);
  } else {
    throw new StudyError({
      where: folder,
      found: 'no tokenizer',
      expected: 'tokenizer.json, or vocab.json and merges.txt',
    });
  }

  let tokenizer: HubTokenizer;
  try {
    tokenizer = new HubTokenizer(json, {});
  } catch (cause) {
    const found = `a tokenizer that cannot be built (${cause instanceof Error ? cause.message : cause})`;
    throw new StudyError({ where: files[0], found, expected: 'a Hugging Face tokenizer' }, { cause });
  }
  for (const [token, id] of tokenizer.get_vocab(true)) {
    if (!Number.isInteger(id) || id < 0 || id >= config.vocabSize) {
      const fix = 'Tokenizer and model must come from the same model folder.';
      throw new StudyError({
        where: files[0],
        found: `token ${JSON.stringify(token)} with id ${id}`,
        expected: `ids below the model's vocab_size ${config.vocabSize}`,
        fix,
      });
    }
  }

  // A byte-level tokenizer gives back the text it was given, except where its vocabulary lacks a byte: that byte is then
  // left out without a word by the library, so it is looked for here.
  const lossless = isByteLevel(json);
  const decode = (ids: ArrayLike<number>): string =>
    // The library refuses an empty list.
    ids.length === 0
      ? ''
      : tokenizer.decode(Array.from(ids), { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  const encode = (text: string): Int32Array => {
    const { ids } = tokenizer.encode(text, { add_special_tokens: false });
    if (lossless) {
      const back = decode(ids);
      if (back !== text && back !== ` ${text}`) {
        const found = `${JSON.stringify(text)} comes back as ${JSON.stringify(back)}`;
        throw new StudyError({ where: files[0], found, expected: 'a vocabulary that covers every byte of the text' });
      }
    }
    return Int32Array.from(ids);
  };
  const singleToken = (text: string, where = files[0]): number => {
    const ids = encode(text);
    if (ids.length !== 1) {
      const pieces = Array.from(ids, (id) => JSON.stringify(decode([id]))).join(' ');
      const found =
        ids.length === 0
          ? `no token for ${JSON.stringify(text)}`
          : `${ids.length} tokens for ${JSON.stringify(text)}: ${pieces}`;
      throw new StudyError({ where, found, expected: 'a word that is a single token of this tokenizer' });
    }
    return ids[0];
  };
  return { files, bosTokenId: config.bosTokenId, encode, decode, singleToken };
}

/** True when decoding must give back the text: bytes in, bytes out, and nothing rewritten on the way. */
function isByteLevel(json: Record<string, unknown>): boolean {
  const { decoder, normalizer } = json;
  const type = typeof decoder === 'object' && decoder !== null && 'type' in decoder ? decoder.type : undefined;
  return type === 'ByteLevel' && (normalizer === null || normalizer === undefined);
}

function parseVocab(json: Record<string, unknown>, where: string): Map<string, number> {
  const vocab = new Map<string, number>();
  const tokens = new Map<number, string>();
  for (const [token, id] of Object.entries(json)) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0) {
      throw new StudyError({
        where: `${where}: ${JSON.stringify(token)}`,
        found: JSON.stringify(id),
        expected: 'a whole number as id',
      });
    }
    const other = tokens.get(id);
    if (other !== undefined) {
      throw new StudyError({
        where,
        found: `id ${id} for both ${JSON.stringify(other)} and ${JSON.stringify(token)}`,
        expected: 'one token an id',
      });
    }
    vocab.set(token, id);
    tokens.set(id, token);
  }
  return vocab;
}

/** One merge a line, two tokens with a space between; a first line `#version…` is a comment. */
function parseMerges(text: string, vocab: ReadonlyMap<string, number>, where: string): string[] {
  const merges: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((line, at) => {
    if (line === '' || (at === 0 && line.startsWith('#version'))) return;
    const parts = line.split(' ');
    if (parts.length !== 2 || !vocab.has(parts[0]) || !vocab.has(parts[1]) || !vocab.has(parts[0] + parts[1])) {
      const fix = 'vocab.json and merges.txt must belong together.';
      throw new StudyError({
        where: `${where}: line ${at + 1}`,
        found: JSON.stringify(line),
        expected: 'two tokens that merge into a token of vocab.json',
        fix,
      });
    }
    merges.push(line);
  });
  return merges;
}

function byteLevelBpe(
  vocab: ReadonlyMap<string, number>,
  merges: readonly string[],
  config: TokenizerConfig,
): Record<string, unknown> {
  const special = [...vocab].filter(([, id]) => id === config.bosTokenId || id === config.eosTokenId);
  const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    added_tokens: special.map(([content, id]) => ({ id, content, ...plain })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab: Object.fromEntries(vocab),
      merges,
      fuse_unk: false,
      byte_fallback: false,
      unk_token: null,
    },
  };
}
