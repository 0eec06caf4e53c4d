/** The values of a JSON file that a person made: those of an array, one value, or one a line (JSONL). */
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';

export interface JsonValue {
  readonly value: unknown;
  /** `line 3`, or what the caller calls an item of an array or the one value of a file. */
  readonly place: string;
}

/**
 * @param name the file, for messages @param expected what it should be @param names of an item of an array, which gets its number, and of a
 * file that is one value
 * @throws StudyError with the first line that is no JSON, where the whole is none
 */
export function jsonValues(
  text: string,
  name: string,
  expected: string,
  names: { readonly item: string; readonly whole: string },
): JsonValue[] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return [{ value, place: names.whole }];
    return value.map((own: unknown, i) => ({ value: own, place: `${names.item} ${i + 1}` }));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return text.split(/\r\n|\n|\r/).flatMap((line, i): JsonValue[] => {
    const place = `line ${i + 1}`;
    if (line.trim() === '') return [];
    try {
      return [{ value: JSON.parse(line), place }];
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw new StudyError(
        { where: `${name}: ${place}`, found: `${shown(line)}, which is not JSON`, expected },
        { cause },
      );
    }
  });
}
