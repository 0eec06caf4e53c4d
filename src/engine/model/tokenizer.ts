/**
 * Text to token ids and back with the model's own tokenizer files (tokenizer-files.ts).
 *
 * Nothing is added to a text here: BOS is prepended by the caller, because the dictionary's metadata decide it.
 */
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';
import { reconcile } from './stated-facts.ts';
import { readTokenizerFiles, type TokenizerConfig, type TokenizerFiles } from './tokenizer-files.ts';

export interface Tokenizer {
  /** Files that were read, for the run's record. */
  readonly files: readonly string[];
  /** Null where no file names one. Asked for only where it is used: @throws StudyError where files disagree, or name what is no token */
  readonly bosTokenId: number | null;
  /** Ids of the model's vocabulary that no token has, ascending: the rows that pad an unembedding. */
  readonly blankIds: readonly number[];
  /** Ids of the text alone. @param where file and row, for messages */
  encode(text: string, where?: string): Int32Array;
  /** An id without a token is written `[55]`. */
  decode(ids: ArrayLike<number>): string;
  /** The id of a text that is exactly one token, such as `" tennis"`; anything else is a StudyError that shows the pieces. */
  singleToken(text: string, where?: string): number;
}

/** @param bosToken the study file's `model.bos_token` */
export async function loadTokenizer(folder: string, config: TokenizerConfig, bosToken?: string): Promise<Tokenizer> {
  const source = await readTokenizerFiles(folder, config);
  const { files, json, ids: known, blankIds } = source;
  const refuse = (found: string, expected: string, where = files[0], cause?: unknown): StudyError =>
    new StudyError({ where, found, expected }, { cause });
  const reason = (cause: unknown): string => shown(cause instanceof Error ? cause.message : String(cause));
  let tokenizer: HubTokenizer;
  try {
    tokenizer = new HubTokenizer(json, {});
  } catch (cause) {
    throw refuse(`a tokenizer that cannot be built (${reason(cause)})`, 'a Hugging Face tokenizer', files[0], cause);
  }

  // A byte-level tokenizer gives back the text it was given, except where its vocabulary lacks a byte: that byte is then
  // left out without a word by the library, so it is looked for here.
  const lossless = isByteLevel(json);
  const withToken = new Set(known.values());
  const decodeKnown = (ids: readonly number[]): string => {
    try {
      // The library refuses an empty list.
      return ids.length === 0
        ? ''
        : tokenizer.decode([...ids], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
    } catch (cause) {
      throw refuse(`a tokenizer that cannot decode (${reason(cause)})`, 'a Hugging Face tokenizer', files[0], cause);
    }
  };
  const decode = (ids: ArrayLike<number>): string => {
    const all = Array.from(ids);
    if (all.every((id) => withToken.has(id))) return decodeKnown(all);
    return all.map((id) => (withToken.has(id) ? decodeKnown([id]) : `[${id}]`)).join('');
  };
  const idsOf = (text: string): readonly unknown[] => {
    try {
      return tokenizer.encode(text, { add_special_tokens: false }).ids;
    } catch (cause) {
      throw refuse(`a tokenizer that cannot encode (${reason(cause)})`, 'a Hugging Face tokenizer', files[0], cause);
    }
  };
  const encode = (text: string, where = files[0]): Int32Array => {
    const ids = idsOf(text).map((id) => {
      if (typeof id !== 'number' || !withToken.has(id))
        throw refuse(`${shown(text)} with token id ${shown(id)}`, 'text that the tokenizer has tokens for', where);
      if (id < config.vocabSize) return id;
      const found = `${shown(text)}, whose token ${shown(decodeKnown([id]))} has the id ${id}`;
      throw refuse(found, `tokens below the model's vocab_size ${config.vocabSize}`, where);
    });
    if (lossless) {
      const back = decode(ids);
      if (back !== text && back !== ` ${text}`) {
        const expected = 'a vocabulary that covers every byte of the text';
        throw refuse(`${JSON.stringify(text)} comes back as ${JSON.stringify(back)}`, expected, where);
      }
    }
    return Int32Array.from(ids);
  };
  const singleToken = (text: string, where = files[0]): number => {
    const ids = encode(text, where);
    if (ids.length === 1) return ids[0];
    const pieces = Array.from(ids, (id) => JSON.stringify(decode([id]))).join(' ');
    const found =
      ids.length === 0
        ? `no token for ${JSON.stringify(text)}`
        : `${ids.length} tokens for ${JSON.stringify(text)}: ${pieces}`;
    throw refuse(found, 'a word that is a single token of this tokenizer', where);
  };
  return {
    files,
    get bosTokenId() {
      return bosOf(source, config, bosToken);
    },
    blankIds,
    encode,
    decode,
    singleToken,
  };
}

/** The one BOS that the study or the files name. */
function bosOf({ ids, bos, files }: TokenizerFiles, { vocabSize }: TokenizerConfig, settled?: string): number | null {
  const stated = settled === undefined ? bos : [{ where: 'model.bos_token', value: settled, shown: shown(settled) }];
  const fix =
    'Name the one that the dictionary was trained with as model.bos_token in the study file: it wins over all.';
  const byId = new Map([...ids].map(([token, id]) => [id, token]));
  const tokens = stated.map(({ value, ...place }) => {
    const token = typeof value === 'number' ? byId.get(value) : value;
    const note = typeof value === 'number' && token !== undefined ? ` (${shown(token)})` : '';
    return { ...place, shown: `${place.shown}${note}`, value: token ?? `id ${value}` };
  });
  const token = reconcile(tokens, 'one BOS token', fix);
  if (token === undefined) return null;
  const id = ids.get(token);
  if (id !== undefined && id < vocabSize) return id;
  const expected =
    id === undefined && typeof stated[0].value === 'string'
      ? `a token of ${files[0]}`
      : `the id of a token, below vocab_size (${vocabSize})`;
  throw new StudyError({
    where: tokens[0].where,
    found: tokens[0].shown,
    expected,
    fix: `${fix} Where it was trained with none: prepend_bos: false.`,
  });
}

/** True when decoding must give back the text: bytes in, bytes out, and nothing rewritten on the way. */
function isByteLevel(json: Record<string, unknown>): boolean {
  const { decoder, normalizer } = json;
  const type = typeof decoder === 'object' && decoder !== null && 'type' in decoder ? decoder.type : undefined;
  return type === 'ByteLevel' && (normalizer === null || normalizer === undefined);
}
