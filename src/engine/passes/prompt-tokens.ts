/**
 * A task's rows as tokens: the prompt with BOS in front where the SAE was trained so, and every answer, foil and accepted
 * alternative as the single token of `" " + word`.
 */

import { StudyError } from '../../errors.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Tokenizer } from '../model/tokenizer.ts';

/** What is made tokens of a row of the task. */
export interface PromptWords {
  readonly prompt: string;
  readonly answer: string;
  readonly foil?: string | undefined;
  readonly accepted: readonly string[];
}

export interface PromptTokens {
  readonly tokens: Int32Array;
  readonly answerToken: number;
  /** The file's own foil, when it names one. */
  readonly foilToken: number | undefined;
  /** The answer first. */
  readonly acceptedTokens: readonly number[];
}

/** @param where the task file, for messages @throws StudyError naming the row */
export function tokenisePrompts(
  rows: readonly PromptWords[],
  tokenizer: Tokenizer,
  config: ModelConfig,
  prependBos: boolean,
  where: string,
): PromptTokens[] {
  const bos = prependBos ? [bosToken(tokenizer, config)] : [];
  return rows.map((row, index) => {
    const at = `${where}: row ${index + 1}`;
    const tokens = Int32Array.from([...bos, ...tokenizer.encode(row.prompt)]);
    if (tokens.length > config.nPositions) {
      const found = `a prompt of ${tokens.length} tokens`;
      throw new StudyError({ where: at, found, expected: `at most the model's ${config.nPositions} positions` });
    }
    const single = (word: string): number => tokenizer.singleToken(` ${word}`, at);
    return {
      tokens,
      answerToken: single(row.answer),
      foilToken: row.foil === undefined ? undefined : single(row.foil),
      acceptedTokens: row.accepted.map(single),
    };
  });
}

function bosToken({ bosTokenId }: Tokenizer, config: ModelConfig): number {
  if (bosTokenId !== null) return bosTokenId;
  throw new StudyError({
    where: 'config.json: bos_token_id',
    found: `none in a ${config.modelType} model`,
    expected: 'the id of the BOS token, because the SAE was trained with one in front',
    fix: 'Set prepend_bos: false for the SAE where it was not.',
  });
}
