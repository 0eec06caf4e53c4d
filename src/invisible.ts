/**
 * Characters that a person does not see and a tokenizer does: spaces of other kinds, zero-width characters, marks of direction, control
 * characters, byte-order marks, variation selectors, soft hyphens, halves of surrogate pairs. A prompt that ends in one asks another
 * question than it seems to. This is the one place that says what they are; tasks, `--prompt`, labels and messages (shown.ts) ask it.
 */

export interface Invisible {
  /** In UTF-16 units. */
  readonly at: number;
  /** `U+00A0 (no-break space)` */
  readonly name: string;
  readonly place: 'start' | 'inside' | 'end';
  /** Refused: at an end of the text, or of a kind that no text means. Others are worth a note. */
  readonly refused: boolean;
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'NUL',
  9: 'tab',
  10: 'line feed',
  13: 'carriage return',
  27: 'escape',
  32: 'space',
  127: 'delete',
  133: 'next line',
  160: 'no-break space',
  173: 'soft hyphen',
  847: 'combining grapheme joiner',
  1564: 'Arabic letter mark',
  5760: 'ogham space mark',
  6158: 'Mongolian vowel separator',
  8203: 'zero-width space',
  8204: 'zero-width non-joiner',
  8205: 'zero-width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8239: 'narrow no-break space',
  8287: 'medium mathematical space',
  8288: 'word joiner',
  10240: 'braille blank',
  12288: 'ideographic space',
  12644: 'Hangul filler',
  65279: 'byte-order mark',
  65440: 'halfwidth Hangul filler',
  65533: 'replacement character, left by a wrong encoding',
};

// Separators, control and format characters, halves of pairs, unassigned places that are no characters, and what fonts leave blank;
// signs of Arabic numbers are format characters too, and seen.
const INVISIBLE =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2])[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffd]/u;
const ALL = new RegExp(INVISIBLE.source, 'gu');
const SELECTOR = /\p{Variation_Selector}/u;
/** What scripts and emoji write between letters, and spaces of other kinds: meant, where it stands inside a text. */
const MEANT_INSIDE = /[\p{Z}\t\n\r\u061c\u200c-\u200f]|\p{Variation_Selector}|\u034f/u;
const PLAIN_INSIDE = /[ \t\n\r]/;

/** All in a text but the spaces, tabs and line ends inside it, in order. */
export function invisibleIn(text: string): Invisible[] {
  const found = [...text.matchAll(ALL)];
  if (found.length === 0) return [];
  const start = edge(text, found, 1);
  const end = text.length - edge(text, found, -1);
  return found.flatMap(({ 0: character, index: at }): Invisible[] => {
    const place = at < start ? 'start' : at >= end ? 'end' : 'inside';
    if (place === 'inside' && PLAIN_INSIDE.test(character)) return [];
    // A selector that ends a text belongs to the sign before it: ❤️.
    const isDrawn = place === 'end' && at > 0 && SELECTOR.test(character) && isPicture(text, at);
    const refused = isDrawn ? false : place !== 'inside' || !MEANT_INSIDE.test(character);
    return [{ at, name: nameOf(character), place, refused }];
  });
}

/** UTF-16 units at one end that are invisible. */
function edge(text: string, found: readonly RegExpMatchArray[], step: 1 | -1): number {
  let length = 0;
  for (let i = step === 1 ? 0 : found.length - 1; found[i] !== undefined; i += step) {
    const { 0: character, index = 0 } = found[i];
    if (step === 1 ? index !== length : index + character.length !== text.length - length) break;
    length += character.length;
  }
  return length;
}

function isPicture(text: string, at: number): boolean {
  return /[\p{Extended_Pictographic}\p{Emoji}\p{Script=Han}]$/u.test(text.slice(0, at));
}

export function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return `${hex} (${NAMES[code] ?? kindOf(code, character)})`;
}

function kindOf(code: number, character: string): string {
  if (code < 32 || (code >= 127 && code < 160)) return 'control character';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return 'mark of direction';
  if (SELECTOR.test(character)) return 'variation selector';
  if (/\p{Z}/u.test(character)) return 'space of another width';
  if (/\p{Cs}/u.test(character)) return 'half of a surrogate pair';
  if (/\p{Noncharacter_Code_Point}/u.test(character)) return 'no character';
  return 'invisible character';
}

/** The text with an escape in place of each invisible character; spaces stay, and what scripts mean inside unless `all`. */
export function visible(text: string, all = false): string {
  return text.replace(ALL, (character) => {
    if (character === ' ' || (!all && MEANT_INSIDE.test(character) && !/[\n\r\t]/.test(character))) return character;
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
