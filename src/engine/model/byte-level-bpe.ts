/** GPT-2's byte-level BPE from vocab.json and merges.txt, without a prefix space: Radford et al. 2019, as transformers' GPT2Tokenizer reads it. */
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';

/** One merge a line, two tokens with a space between; a first line `#version…` is a comment. */
export function parseMerges(text: string, vocab: ReadonlyMap<string, number>, where: string): string[] {
  const merges: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((line, at) => {
    if (line === '' || (at === 0 && line.startsWith('#version'))) return;
    const parts = line.split(' ');
    if (parts.length !== 2 || !vocab.has(parts[0]) || !vocab.has(parts[1]) || !vocab.has(parts[0] + parts[1])) {
      throw new StudyError({
        where: `${where}: line ${at + 1}`,
        found: shown(line),
        expected: 'two tokens that merge into a token of vocab.json',
        fix: 'vocab.json and merges.txt must belong together.',
      });
    }
    merges.push(line);
  });
  return merges;
}

/** As `tokenizer.json` would have it. */
export function byteLevelBpe(vocab: ReadonlyMap<string, number>, merges: readonly string[]): Record<string, unknown> {
  return {
    added_tokens: [],
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
