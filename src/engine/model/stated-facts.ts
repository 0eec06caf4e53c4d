/**
 * One fact, several files: a model's BOS stands in config.json as an id, in tokenizer_config.json and special_tokens_map.json as a text,
 * and a dictionary's centring in its own files and in a list of releases. All are read, and they must agree: where two differ none is
 * believed, and the message names both and the key that settles it. The table is that of docs/stated-facts.md.
 */
import { StudyError } from '../../errors.ts';

export interface Statement<Value> {
  /** File and key, as a message names them: `model/config.json: bos_token_id`. */
  readonly where: string;
  readonly value: Value;
  /** As the file has it. */
  readonly shown: string;
}

/**
 * The value that all statements give; undefined where there are none.
 * @param fact what is stated: `one BOS token`
 * @param settles what to do about two that differ
 * @throws StudyError naming the first two that differ
 */
export function reconcile<Value>(
  statements: readonly Statement<Value>[],
  fact: string,
  settles: string,
): Value | undefined {
  const [first] = statements;
  const other = statements.find(({ value }) => value !== first?.value);
  if (first === undefined || other === undefined) return first?.value;
  throw new StudyError({
    where: `${first.where} and ${other.where}`,
    found: `${first.shown} and ${other.shown}`,
    expected: fact,
    fix: settles,
  });
}

/** What is stated where, and what wins: the rows of docs/stated-facts.md. */
export const STATED_FACTS: readonly {
  readonly fact: string;
  readonly stated: string;
  readonly rule: string;
  readonly settles: string;
}[] = [
  {
    fact: 'BOS token',
    stated:
      '`config.json` and `generation_config.json`: `bos_token_id`; `tokenizer_config.json` and `special_tokens_map.json`: `bos_token`',
    rule: 'All that name one must name the same; `null`, a missing key and a negative id name none. Asked for only where a BOS is put in front of prompts; then it must be a token of the tokenizer with an id below `vocab_size`.',
    settles: '`model.bos_token` of the study file, which wins over all',
  },
  {
    fact: 'Whether a BOS stands in front of prompts',
    stated: '`cfg.json` of the dictionary: `prepend_bos` (yes, where it does not say)',
    rule: 'The study file wins. A prompt that begins with the BOS text is refused where one is put in front of it.',
    settles: '`sae.prepend_bos`',
  },
  {
    fact: 'EOS token',
    stated: '`config.json`: `eos_token_id`, an id or a list',
    rule: 'Nothing is computed from it: ids that are no tokens are passed over. In a text its token is one token.',
    settles: 'nothing needs it',
  },
  {
    fact: 'Tokens and their ids',
    stated:
      '`tokenizer.json`, or `vocab.json` with `merges.txt`; added ones also in `added_tokens.json` and `tokenizer_config.json` (`added_tokens_decoder`)',
    rule: '`tokenizer.json` is read where there is one, and the added tokens of all files together. A token with two ids, or an id with two tokens, is refused with both files.',
    settles: 'the file that is out of date, which has to go',
  },
  {
    fact: 'Special tokens (never split in a text)',
    stated:
      '`tokenizer.json`: `added_tokens`; `special_tokens_map.json`, `tokenizer_config.json`: `bos_token`, `eos_token`, `unk_token`, `pad_token`, `additional_special_tokens`; `config.json`: `bos_token_id`, `eos_token_id`',
    rule: 'All of them together.',
    settles: 'they cannot differ',
  },
  {
    fact: 'Size of the vocabulary',
    stated: '`config.json`: `vocab_size`; the rows of the embedding; the ids of the tokenizer',
    rule: '`config.json` and the weights must agree. The tokenizer may have fewer tokens: ids without one are left out of every ranking, mean and label, counted by `cofire check`, and written `[55]` where one must be shown. Added tokens may have ids beyond: only a text that uses one is refused.',
    settles: '`vocab_size`, which must be that of the weights',
  },
  {
    fact: 'Whether the residual is centred',
    stated:
      '`cfg.json`: `model_from_pretrained_kwargs.center_writing_weights`; cofire’s list of known releases (`gpt2-small-res-jb`)',
    rule: 'Both must agree where both say it; where neither does, the study file has to.',
    settles: '`sae.center`, which wins over both',
  },
  {
    fact: 'Where a dictionary reads',
    stated: '`cfg.json`: `hook_name` (any of several spellings), `hook_layer`',
    rule: 'Both must name the same layer; `{layer}` in the name is filled in with `hook_layer`.',
    settles: '`sae.layer`, without `sae.site`, in place of the layer of the files',
  },
];

/** docs/stated-facts.md */
export function statedFactsPage(): string {
  const rows = STATED_FACTS.map(({ fact, stated, rule, settles }) => `| ${fact} | ${stated} | ${rule} | ${settles} |`);
  return `# Facts that several files state

The files of a model and of a dictionary say some things more than once. cofire reads all of them and believes none in silence: where two
differ, \`cofire check\` names both and the key that settles it. Written from \`src/engine/model/stated-facts.ts\`; \`make docs\` makes it anew.

| fact | stated in | rule | settled by |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
