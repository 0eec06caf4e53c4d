/**
 * A value from somebody's file as a message shows it: JSON on one line, cut where it is long, with nothing in it that a terminal obeys or
 * that cannot be seen.
 */

const MOST_CHARACTERS = 120;
/** A list or an object shows this many entries, this many levels deep. */
const MOST_ENTRIES = 12;
const MOST_LEVELS = 2;
/** Controls, marks of zero width, marks of direction, separators of lines. JSON escapes those below U+0020 itself. */
const UNSEEN =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\ud800-\udfff]/gu;

/** A value that JSON cannot hold and Python writes; the readers of JSON files make it (files/json-text.ts). */
export class PythonNumber {
  readonly word: string;
  readonly line: number;

  constructor(word: string, line: number) {
    this.word = word;
    this.line = line;
  }
}

export function shown(value: unknown): string {
  const text = render(value, MOST_LEVELS).replace(UNSEEN, escaped);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

/** Some of many names, quoted, and how many there are beside. */
export function shownSome(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return `${names.slice(0, most).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function render(value: unknown, levels: number): string {
  if (value instanceof PythonNumber) return `${value.word} (line ${value.line})`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'no value';
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ENTRIES).map((item) => (levels > 0 ? render(item, levels - 1) : '…'));
    return `[${[...items, ...(value.length > MOST_ENTRIES ? ['…'] : [])].join(',')}]`;
  }
  const entries = Object.entries(value);
  const items = entries
    .slice(0, MOST_ENTRIES)
    .map(([key, item]) => `${JSON.stringify(key)}:${levels > 0 ? render(item, levels - 1) : '…'}`);
  return `{${[...items, ...(entries.length > MOST_ENTRIES ? ['…'] : [])].join(',')}}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
