/** A label as people read it, in reports, tables and the terminal: shortened where it is long, on one line, nothing in it invisible. */
import { visible } from '../../../../src/invisible.ts';

/** Characters of a label that are shown, at most; the file has the whole. */
export const LONGEST_LABEL = 160;

export function shownLabel(label: string): string {
  const characters = [...label.slice(0, 4 * LONGEST_LABEL).replace(/\s*[\n\r\t]\s*/g, ' ')];
  const isCut = characters.length > LONGEST_LABEL || label.length > 4 * LONGEST_LABEL;
  const shown = isCut ? `${characters.slice(0, LONGEST_LABEL - 1).join('')}…` : characters.join('');
  return visible(shown);
}
