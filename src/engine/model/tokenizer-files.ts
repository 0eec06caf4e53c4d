/**
 * A tokenizer's files as one description: `tokenizer.json`, or `vocab.json` + `merges.txt` read as GPT-2's byte-level BPE (no prefix
 * space), with the added and special tokens that the files beside them name. What each file states and which wins: stated-facts.ts.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';
import { byteLevelBpe, parseMerges } from './byte-level-bpe.ts';
import type { ModelConfig } from './config.ts';
import { readJsonObject, readOptionalJson, readText } from './files/json-file.ts';
import { isRecord } from './files/json-text.ts';
import type { Statement } from './stated-facts.ts';
import { TokenTable } from './token-table.ts';

type Json = Record<string, unknown>;
export type TokenizerConfig = Pick<ModelConfig, 'vocabSize' | 'bosTokenId' | 'eosTokenId'>;

/** Files that state facts about tokens beside those that every tokenizer has; each may be missing. */
export const SIDE_FILES = [
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'generation_config.json',
] as const;

export interface TokenizerFiles {
  /** Files that were read. */
  readonly files: readonly string[];
  /** As `tokenizer.json` has it, with every added token. */
  readonly json: Json;
  /** Every token with its id, added ones too. */
  readonly ids: ReadonlyMap<string, number>;
  /** Ids below vocab_size that no token has, ascending. */
  readonly blankIds: readonly number[];
  /** What names a BOS: an id, or a text. */
  readonly bos: readonly Statement<number | string>[];
}

/** GPT2Tokenizer's own special token, whatever the files say. */
const END_OF_TEXT = '<|endoftext|>';
const NAMED_TOKENS = ['bos_token', 'eos_token', 'unk_token', 'pad_token'];

export async function readTokenizerFiles(folder: string, config: TokenizerConfig): Promise<TokenizerFiles> {
  const [whole, vocabFile, mergesFile] = ['tokenizer.json', 'vocab.json', 'merges.txt'].map((f) => join(folder, f));
  const side = Object.fromEntries(SIDE_FILES.map((f) => [f, readOptionalJson(join(folder, f), 'facts about tokens')]));
  const table = new TokenTable();
  const files: string[] = [];
  let json: Json;
  if (existsSync(whole)) {
    files.push(whole);
    json = await readJsonObject(whole, 'a tokenizer');
    for (const [token, id] of baseVocabulary(json, whole)) table.add(token, id, whole);
    table.endOfBase();
    if (existsSync(vocabFile)) {
      files.push(vocabFile);
      for (const [token, id] of Object.entries(await readJsonObject(vocabFile, 'token ids by token')))
        if (table.ids.has(token)) table.add(token, wholeId(id, token, vocabFile), vocabFile);
    }
  } else if (existsSync(vocabFile) && existsSync(mergesFile)) {
    files.push(vocabFile, mergesFile);
    for (const [token, id] of Object.entries(await readJsonObject(vocabFile, 'token ids by token')))
      table.add(token, wholeId(id, token, vocabFile), vocabFile);
    table.endOfBase();
    json = byteLevelBpe(table.ids, parseMerges(readText(mergesFile, 'merges of tokens'), table.ids, mergesFile));
  } else {
    throw new StudyError({
      where: folder,
      found: existsSync(join(folder, 'tokenizer.model')) ? 'no tokenizer but tokenizer.model' : 'no tokenizer',
      expected: 'tokenizer.json, or vocab.json and merges.txt',
      fix: 'Save it with transformers: AutoTokenizer.from_pretrained(name).save_pretrained(folder).',
    });
  }
  table.requireBelow(config.vocabSize, join(folder, 'config.json'));

  const added: Json[] = [];
  const add = (token: string, id: number, where: string, flags: Json): void => {
    table.add(token, id, where);
    if (!added.some(({ content }) => content === token)) added.push({ ...PLAIN, ...flags, content: token, id });
  };
  for (const token of listOf(json.added_tokens, `${whole}: added_tokens`)) {
    if (!isRecord(token) || typeof token.content !== 'string')
      throw new StudyError({
        where: `${whole}: added_tokens`,
        found: shown(token),
        expected: 'tokens with id and content',
      });
    add(token.content, wholeId(token.id, token.content, whole), whole, token);
  }
  const { 'tokenizer_config.json': ofTokenizer, 'added_tokens.json': ofAdded } = side;
  const decoderFile = join(folder, 'tokenizer_config.json');
  for (const [id, token] of Object.entries(
    isRecord(ofTokenizer?.added_tokens_decoder) ? ofTokenizer.added_tokens_decoder : {},
  )) {
    const text = textOf(token);
    if (text === undefined)
      throw new StudyError({
        where: `${decoderFile}: added_tokens_decoder.${shown(id)}`,
        found: shown(token),
        expected: 'a token',
      });
    add(text, wholeId(/^\d+$/.test(id) ? Number(id) : id, text, decoderFile), decoderFile, flagsOf(token));
  }
  const addedFile = join(folder, 'added_tokens.json');
  for (const [token, id] of Object.entries(ofAdded ?? {})) add(token, wholeId(id, token, addedFile), addedFile, {});

  // Of vocab.json alone: tokenizer.json lists all that it does not split.
  if (files[0] === vocabFile) {
    const ends = [config.eosTokenId].flat();
    for (const [token, id] of table.ids)
      if (token === END_OF_TEXT || id === config.bosTokenId || ends.includes(id)) add(token, id, vocabFile, SPECIAL);
  }
  for (const file of ['special_tokens_map.json', 'tokenizer_config.json'] as const)
    for (const text of namedTokens(side[file] ?? {})) {
      const id = table.ids.get(text);
      if (id !== undefined) add(text, id, join(folder, file), SPECIAL);
    }
  for (const file of SIDE_FILES) if (existsSync(join(folder, file))) files.push(join(folder, file));
  return {
    files,
    json: { ...json, added_tokens: added },
    ids: table.ids,
    blankIds: table.blanksBelow(config.vocabSize),
    bos: bosStatements(folder, config, side),
  };
}

/** Of folders whose files have not changed in this process: stages open the same model again. */
const blanks = new Map<string, readonly number[]>();

/** Ids below vocab_size without a token; none where the folder has no tokenizer, which whoever asks for one is told. */
export async function blankIdsOf(folder: string, config: TokenizerConfig): Promise<readonly number[]> {
  const stats = ['tokenizer.json', 'vocab.json', 'merges.txt', ...SIDE_FILES].map((file) =>
    statSync(join(folder, file), { throwIfNoEntry: false }),
  );
  if (stats[0] === undefined && (stats[1] === undefined || stats[2] === undefined)) return [];
  const key = [folder, config.vocabSize, ...stats.map((stat) => `${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`)].join(
    ' ',
  );
  const known = blanks.get(key) ?? (await readTokenizerFiles(folder, config)).blankIds;
  blanks.set(key, known);
  return known;
}

/** Eight times the largest vocabulary there is; the library keeps a list with a place for every id below the largest. */
const MOST_IDS = 2 ** 21;

const PLAIN = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: false };
const SPECIAL = { special: true };

/** Of `tokenizer.json`: ids by token, or a list whose places are the ids. */
function baseVocabulary(json: Json, where: string): Iterable<[string, number]> {
  const vocab = isRecord(json.model) ? json.model.vocab : undefined;
  if (isRecord(vocab))
    return Object.entries(vocab).map(([token, id]): [string, number] => [token, wholeId(id, token, where)]);
  if (!Array.isArray(vocab)) return [];
  return vocab.flatMap((item: unknown, id): [string, number][] =>
    Array.isArray(item) && typeof item[0] === 'string' ? [[item[0], id]] : [],
  );
}

function listOf(value: unknown, where: string): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new StudyError({ where, found: shown(value), expected: 'a list' });
}

function wholeId(id: unknown, token: string, where: string): number {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < MOST_IDS) return id;
  throw new StudyError({
    where: `${where}: ${shown(token)}`,
    found: shown(id),
    expected: `a whole number as id, below ${MOST_IDS}`,
  });
}

/** A token as these files write one: its text, or an object with its content. */
function textOf(token: unknown): string | undefined {
  if (typeof token === 'string') return token;
  return isRecord(token) && typeof token.content === 'string' ? token.content : undefined;
}

function flagsOf(token: unknown): Json {
  if (!isRecord(token)) return {};
  return Object.fromEntries(
    Object.keys(PLAIN).flatMap((key) => (typeof token[key] === 'boolean' ? [[key, token[key]]] : [])),
  );
}

function namedTokens(json: Json): string[] {
  const more = Array.isArray(json.additional_special_tokens) ? json.additional_special_tokens : [];
  return [...NAMED_TOKENS.map((key) => json[key]), ...more].flatMap((token) => textOf(token) ?? []);
}

function bosStatements(
  folder: string,
  { bosTokenId }: TokenizerConfig,
  side: Readonly<Record<string, Json | undefined>>,
): Statement<number | string>[] {
  const statements: Statement<number | string>[] = [];
  const state = (file: string, key: string, value: unknown): void => {
    const named = typeof value === 'number' && value >= 0 ? value : textOf(value);
    if (named !== undefined)
      statements.push({ where: `${join(folder, file)}: ${key}`, value: named, shown: shown(named) });
  };
  state('config.json', 'bos_token_id', bosTokenId);
  state('generation_config.json', 'bos_token_id', side['generation_config.json']?.bos_token_id);
  state('tokenizer_config.json', 'bos_token', side['tokenizer_config.json']?.bos_token);
  state('special_tokens_map.json', 'bos_token', side['special_tokens_map.json']?.bos_token);
  return statements;
}
