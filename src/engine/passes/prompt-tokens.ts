/**
 * A task's rows as tokens: the prompt with BOS in front where the SAE was trained so, and every answer, foil and accepted
 * alternative as the single token of `" " + word`, or of its exact text where the study says so.
 */

import { StudyError } from '../../errors.ts';
import { type RowFault, refuseFaults } from '../../fault-list.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Tokenizer } from '../model/tokenizer.ts';
import { repeatedBos } from './repeated-bos.ts';

/** How the words of a task are written: without the space before them, or as the exact text of their token. */
export const ANSWERS_AS = ['words', 'exact'] as const;
export type AnswersAs = (typeof ANSWERS_AS)[number];

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

export interface TokenisedRows {
  /** Null where a row has a fault. */
  readonly prompts: readonly (PromptTokens | null)[];
  readonly faults: readonly RowFault[];
}

/** Number of a row in its file, and how messages name it. */
export type PlaceOf = (index: number) => { readonly row: number; readonly where: string };

/** @param where the task file, for messages @throws StudyError naming every row at fault */
export function tokenisePrompts(
  rows: readonly PromptWords[],
  tokenizer: Tokenizer,
  config: ModelConfig,
  prependBos: boolean,
  where: string,
  answers: AnswersAs = 'words',
): PromptTokens[] {
  const placeOf: PlaceOf = (index) => ({ row: index + 1, where: `${where}: row ${index + 1}` });
  const { prompts, faults } = tokeniseRows(rows, tokenizer, config, prependBos, placeOf, answers);
  refuseFaults(where, faults, rows.length);
  return prompts.filter((prompt) => prompt !== null);
}

/** The same with every fault in place of the first. @throws StudyError where the model has no BOS */
export function tokeniseRows(
  rows: readonly PromptWords[],
  tokenizer: Tokenizer,
  config: ModelConfig,
  prependBos: boolean,
  placeOf: PlaceOf,
  answers: AnswersAs,
): TokenisedRows {
  const bos = bosTokens(tokenizer, config, prependBos);
  const faults: RowFault[] = [];
  const prompts = rows.map((row, index): PromptTokens | null => {
    const { row: number, where } = placeOf(index);
    const before = faults.length;
    const told = new Set<string>();
    const attempt = <T>(work: () => T, nothing: T): T => {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof StudyError)) throw error;
        const { complaint } = error;
        if (!told.has(complaint.found)) faults.push({ ...complaint, row: number, where });
        told.add(complaint.found);
        return nothing;
      }
    };
    const text = attempt(() => tokenizer.encode(row.prompt, where), new Int32Array(0));
    const twice = repeatedBos(text, bos, (id) => tokenizer.decode([id]));
    if (twice !== null) faults.push({ row: number, where, ...twice });
    const tokens = Int32Array.from([...bos, ...text]);
    const expected = `at most the model's ${config.nPositions} positions`;
    if (tokens.length > config.nPositions) faults.push({ row: number, where, found: `a prompt of ${tokens.length} tokens`, expected }); // biome-ignore format: one line
    const single = (word: string): number => attempt(() => tokenizer.singleToken(textOf(word, answers), where), -1);
    const answerToken = single(row.answer);
    const accepted = row.accepted.map(single);
    const foilToken = row.foil === undefined ? undefined : single(row.foil);
    if (foilToken !== undefined && foilToken >= 0 && [answerToken, ...accepted].includes(foilToken))
      faults.push({ row: number, where, found: `foil ${JSON.stringify(row.foil)} is the token of an accepted answer`, expected: 'a wrong word' }); // biome-ignore format: one line
    return faults.length > before ? null : { tokens, answerToken, foilToken, acceptedTokens: accepted };
  });
  return { prompts, faults };
}

function textOf(word: string, answers: AnswersAs): string {
  return answers === 'exact' ? word : ` ${word}`;
}

/** What stands in front of every text. @throws StudyError where the dictionary wants a BOS and the model has none */
export function bosTokens(
  tokenizer: Pick<Tokenizer, 'bosTokenId'>,
  config: Pick<ModelConfig, 'modelType'>,
  prependBos: boolean,
): number[] {
  if (!prependBos) return [];
  const { bosTokenId } = tokenizer;
  if (bosTokenId !== null) return [bosTokenId];
  throw new StudyError({
    where: 'config.json: bos_token_id',
    found: `none in a ${config.modelType} model, nor in the files of its tokenizer`,
    expected: 'the id of the BOS token, because the SAE was trained with one in front',
    fix: 'Name it as model.bos_token in the study file, or set prepend_bos: false for the SAE where it was not.',
  });
}
