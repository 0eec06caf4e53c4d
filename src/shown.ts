/**
 * A value from somebody's file as a message shows it: JSON on one line, cut where it is long, with an escape in place of every character that a
 * terminal obeys or that cannot be seen (invisible.ts).
 */
import { visible } from './invisible.ts';

const MOST_CHARACTERS = 120;
/** A text is cut here, so that it, its quotes and a sign that it was cut are no longer. */
const MOST_OF_TEXT = MOST_CHARACTERS - 3;
/** A list or an object shows this many entries, this many levels deep. */
const MOST_ENTRIES = 12;
const MOST_LEVELS = 2;
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
  const text = render(value, MOST_LEVELS);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

/** Some of many names, quoted, and how many there are beside. */
export function shownSome(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return `${names.slice(0, most).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function render(value: unknown, levels: number): string {
  if (value instanceof PythonNumber) return `${value.word} (line ${value.line})`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'no value';
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ENTRIES).map((item) => (levels > 0 ? render(item, levels - 1) : '…'));
    return `[${[...items, ...(value.length > MOST_ENTRIES ? ['…'] : [])].join(',')}]`;
  }
  const entries = Object.entries(value);
  const items = entries
    .slice(0, MOST_ENTRIES)
    .map(([key, item]) => `${quoted(key)}:${levels > 0 ? render(item, levels - 1) : '…'}`);
  return `{${[...items, ...(entries.length > MOST_ENTRIES ? ['…'] : [])].join(',')}}`;
}

/** Cut before it is too long, so that quotes close and no escape is halved. */
function quoted(text: string): string {
  let inside = '';
  for (const character of text) {
    const written = visible(character.replace(/["\\]/, '\\$&'), true);
    if (inside.length + written.length > MOST_OF_TEXT) return `"${inside}…"`;
    inside += written;
  }
  return `"${inside}"`;
}
