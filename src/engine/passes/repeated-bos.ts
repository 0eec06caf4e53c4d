/**
 * A prompt that brings its own BOS where one is put in front of every prompt: the model would read two, `bos: exclude` would leave out one,
 * and nothing would say so.
 */
import type { Complaint } from '../../errors.ts';
import { shown } from '../../shown.ts';

/** @param tokens of a prompt's own text @param bos ids put in front; none where none is @returns null where the text brings none */
export function repeatedBos(
  tokens: ArrayLike<number>,
  bos: readonly number[],
  text: (id: number) => string,
): Omit<Complaint, 'where'> | null {
  const [id] = bos;
  if (id === undefined || tokens[0] !== id) return null;
  return {
    found: `a prompt that begins with the BOS token ${shown(text(id))}`,
    expected: 'a prompt without it: one is put in front of each',
    fix: 'Take it out, or set prepend_bos: false for the dictionary.',
  };
}
