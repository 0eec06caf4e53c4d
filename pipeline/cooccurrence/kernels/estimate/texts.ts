/**
 * How much a study reads beside its task: generic text, and prompts of other files. Nothing is tokenised: a token is taken as four bytes.
 * Pieces of the text are those of stage `transfer` (targets.ts), each read to a place drawn evenly, half of it on average.
 */
import { readFileSync } from 'node:fs';
import { readTask } from '../../../task/kernels/task-file.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { MOST_PIECES, MOST_TOKENS } from '../transfer/targets.ts';

const BYTES_A_TOKEN = 4;

export interface Texts {
  /** Of the generic text; 0 where the study names none. */
  readonly corpusTokens: number;
  readonly pieces: number;
  /** That are read of a piece, mean. */
  readonly pieceTokens: number;
  /** Prompts of `transfer.tasks`. */
  readonly otherPrompts: number;
}

export function textsOf({ corpus, transfer, task }: Pick<CooccurrenceStudy, 'corpus' | 'transfer' | 'task'>): Texts {
  const otherPrompts = transfer.tasks.reduce((sum, file) => sum + readTask(file, task.answers).length, 0);
  if (corpus === undefined) return { corpusTokens: 0, pieces: 0, pieceTokens: 0, otherPrompts };
  const lines = readFileSync(corpus.file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const tokens = lines.map((line) => Math.ceil(Buffer.byteLength(line) / BYTES_A_TOKEN));
  const corpusTokens = tokens.reduce((sum, count) => sum + count, 0);
  const pieces = tokens.reduce((sum, count) => sum + Math.ceil(count / MOST_TOKENS), 0);
  const pieceTokens = pieces === 0 ? 0 : 1 + corpusTokens / pieces / 2;
  return { corpusTokens, pieces: Math.min(MOST_PIECES, pieces), pieceTokens, otherPrompts };
}
