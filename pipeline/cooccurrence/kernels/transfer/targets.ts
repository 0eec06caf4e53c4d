/**
 * What kept clusters are taken out of, beside the task: prompts of other files and pieces of the generic text.
 *
 *   template  every subject of the file is one of the task's: another wording of the same facts. Where neither names subjects, every
 *             answer is one of the task's.
 *   subjects  some subject (or answer) is none of the task's
 *   generic   pieces of the study's text, which have no answer
 */
import { basename } from 'node:path';
import type { Tokenizer } from '../../../../src/engine/model/tokenizer.ts';
import type { AnswerWord } from '../../../../src/engine/passes/foils.ts';
import { type AnswersAs, tokenisePrompts } from '../../../../src/engine/passes/prompt-tokens.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { random, shuffle } from '../../../../src/random.ts';
import type { TaskRow } from '../../../task/kernels/task-file.ts';
import type { RunPrompt } from '../steering/steered-prompts.ts';

export const KINDS = ['task', 'template', 'subjects', 'generic'] as const;
export type Kind = (typeof KINDS)[number];

export interface TargetPrompt {
  readonly tokens: readonly number[];
  readonly template: string;
  /** Null of generic text. */
  readonly answer: AnswerWord | null;
  /** The file's own, or the task's; null where the contrast is not against one word, or has to be drawn. */
  readonly foil: AnswerWord | null;
  /** Tokens of the accepted answers, the answer first. */
  readonly accepted: readonly number[];
}

export interface Target {
  readonly kind: Kind;
  /** Of its file. */
  readonly name: string;
  readonly prompts: readonly TargetPrompt[];
}

interface Named {
  readonly subject?: string | null;
  readonly answer: string;
}

export function kindOf(rows: readonly Named[], task: readonly Named[]): 'template' | 'subjects' {
  const names = (all: readonly Named[], by: 'subject' | 'answer') => new Set(all.flatMap((row) => row[by] ?? []));
  const by = names(rows, 'subject').size > 0 || names(task, 'subject').size > 0 ? 'subject' : 'answer';
  const known = names(task, by);
  return rows.every((row) => known.has(row[by] ?? '')) ? 'template' : 'subjects';
}

/** The study's own prompts, with the foils that stand in the table. */
export function taskTarget(
  task: readonly RunPrompt[],
  words: readonly { readonly template: string }[],
  name: string,
): Target {
  const prompts = task.map((row, p): TargetPrompt => {
    return {
      tokens: [...row.tokens],
      template: words[p].template,
      answer: { word: row.answer, token: row.answer_token },
      foil: row.foil === null || row.foil_token === null ? null : { word: row.foil, token: row.foil_token },
      accepted: [...row.accepted_tokens],
    };
  });
  return { kind: 'task', name, prompts };
}

/** @throws StudyError for a row whose words are no single tokens */
export function fileTarget(
  rows: readonly TaskRow[],
  kind: Kind,
  file: string,
  { model, sae }: Pick<Subject, 'model' | 'sae'>,
  tokenizer: Tokenizer,
  answers: AnswersAs = 'words',
): Target {
  const words = tokenisePrompts(rows, tokenizer, model.config, sae.config.prependBos, file, answers);
  const prompts = rows.map(({ answer, foil, template }, p): TargetPrompt => {
    const { tokens, answerToken, foilToken, acceptedTokens: accepted } = words[p];
    return {
      ...{ tokens: [...tokens], template, accepted, answer: { word: answer, token: answerToken } },
      foil: foil === undefined || foilToken === undefined ? null : { word: foil, token: foilToken },
    };
  });
  return { kind, name: basename(file), prompts };
}

/** The token whose rank is measured where none is asked for; nobody reads it. */
const NOTHING = 0;
/** Pieces of the text, at most. */
export const MOST_PIECES = 200;
/** Tokens of a piece, at most, a BOS not counted. */
export const MOST_TOKENS = 64;

/**
 * Each document (a line) is cut into pieces; those that are used are drawn by the seed, and each is read up to a drawn place, so that the
 * last position, where the next token is asked, is any of the text's and not the end of a line.
 */
export function genericTarget(
  text: string,
  name: string,
  { nPositions, bos }: { readonly nPositions: number; readonly bos: readonly number[] },
  tokenizer: Pick<Tokenizer, 'encode'>,
  seed: number,
): Target {
  const room = Math.min(MOST_TOKENS, nPositions - bos.length);
  const pieces = text.split(/\r?\n/).flatMap((line) => {
    const ids = tokenizer.encode(line.trim());
    return Array.from({ length: Math.ceil(ids.length / room) }, (_, k) => ids.slice(k * room, (k + 1) * room));
  });
  const rng = random(seed, 'transfer', 'generic');
  const used = pieces.length <= MOST_PIECES ? pieces : shuffle(pieces, rng).slice(0, MOST_PIECES);
  const prompts = used.map((piece): TargetPrompt => {
    const read = 1 + rng.integer(piece.length);
    return { tokens: [...bos, ...piece.slice(0, read)], template: '', answer: null, foil: null, accepted: [NOTHING] };
  });
  return { kind: 'generic', name, prompts };
}
