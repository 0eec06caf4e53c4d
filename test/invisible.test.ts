import { describe, expect, it } from 'vitest';
import { invisibleIn, nameOf, visible } from '../src/invisible.ts';
import { random } from '../src/random.ts';

/** Of every kind that people's files have held. */
const KINDS: readonly number[] = [
  ...[0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 32, 127, 133, 159, 160, 173, 847, 1564, 4447, 5760, 6158, 6155],
  ...Array.from({ length: 16 }, (_, i) => 0x2000 + i),
  ...[
    0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x202f, 0x205f, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067,
    0x2068, 0x2069,
  ],
  ...[
    0x206a, 0x2800, 0x3000, 0x3164, 0xfe00, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffd, 0xffff, 0xe0001, 0xe0041,
    0xe0100, 0x1d173,
  ],
  ...[0xd800, 0xdc00],
];

describe('invisibleIn', () => {
  it('finds every one of them at the start, at the end, and inside, where they stand and by their code point', () => {
    const rng = random(1, 'invisible');
    const letters = [...'abcXYZ.,:é日ب'];
    for (let round = 0; round < 4000; round++) {
      const word = Array.from({ length: 1 + rng.integer(6) }, () => letters[rng.integer(letters.length)]).join('');
      const code = KINDS[rng.integer(KINDS.length)];
      const sign = String.fromCodePoint(code);
      const [start, end] = [invisibleIn(sign + word), invisibleIn(word + sign)];
      expect([start.length, start[0].at, start[0].place, start[0].refused]).toEqual([1, 0, 'start', true]);
      expect([end.length, end[0].at, end[0].place]).toEqual([1, word.length, 'end']);
      // A selector belongs to the Chinese sign before it.
      expect(end[0].refused || word.endsWith('日')).toBe(true);
      expect(end[0].name).toMatch(new RegExp(`^U\\+0*${code.toString(16)} \\(.+\\)$`, 'i'));
      const inside = invisibleIn(`${word}${sign}${word}`);
      expect(inside).toHaveLength([9, 10, 13, 32].includes(code) ? 0 : 1);
    }
  });

  it('says which stand inside a text for a reason, and which never do', () => {
    const refused = (text: string) => invisibleIn(text).map(({ refused }) => refused);
    expect(refused('a\u00a0b')).toEqual([false]);
    expect(refused('می\u200cخواهم')).toEqual([false]);
    expect(refused('👨\u200d👩')).toEqual([false]);
    expect(refused('I ❤\ufe0f')).toEqual([false]);
    for (const sign of ['\0', '\u200b', '\ufeff', '\u202e', '\u00ad', '\u001b', '\ud800'])
      expect(refused(`a${sign}b`)).toEqual([true]);
  });

  it('knows a run of them at an end, and a text of nothing else', () => {
    expect(invisibleIn('a\u200b \n').map(({ place }) => place)).toEqual(['end', 'end', 'end']);
    expect(invisibleIn(' \u00a0').every(({ place }) => place === 'start')).toBe(true);
    expect(invisibleIn('Fact: Özil plays\nthe sport of مرحبا')).toEqual([]);
  });
});

it('names by code point and by word', () => {
  expect(
    ['\u00a0', '\u200b', '\u202e', '\0', '\u0007', '\ufe0f', '\u2003', '\ud800', '\uffff', '\u2061'].map(nameOf),
  ).toEqual([
    'U+00A0 (no-break space)',
    'U+200B (zero-width space)',
    'U+202E (mark of direction)',
    'U+0000 (NUL)',
    'U+0007 (control character)',
    'U+FE0F (variation selector)',
    'U+2003 (space of another width)',
    'U+D800 (half of a surrogate pair)',
    'U+FFFF (no character)',
    'U+2061 (invisible character)',
  ]);
});

it('writes out what nobody sees, and leaves spaces and what scripts mean between letters', () => {
  expect(visible('a\u00a0b\u200bc\td')).toBe('a\u00a0b\\u{200b}c\\td');
});
