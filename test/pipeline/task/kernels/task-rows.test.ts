import { describe, expect, it } from 'vitest';
import { judgeRows, type TaskRecord } from '../../../../pipeline/task/kernels/task-rows.ts';
import { nameOf } from '../../../../src/invisible.ts';
import { random } from '../../../../src/random.ts';

const record = (cells: TaskRecord['cells'], row = 1): TaskRecord => ({ place: `row ${row} (line ${row + 1})`, cells });
const judge = (cells: readonly TaskRecord['cells'][], answers: 'words' | 'exact' = 'words') =>
  judgeRows(cells.map((own, i) => record(own, i + 1)), 't.csv', answers); // biome-ignore format: one line
const SIGNS = [
  0, 10, 13, 27, 0xa0, 0xad, 0x200b, 0x200d, 0x200e, 0x202e, 0x2028, 0x2060, 0x2066, 0x3000, 0xfe0f, 0xfeff, 0x7f, 0x85,
  0xfffd,
];
const COLUMNS = ['prompt', 'answer', 'foil', 'stratum', 'template', 'subject', 'accepted'] as const;

describe('characters that nobody sees', () => {
  it('are refused at the ends of every cell, with row and code point, or named in a note', () => {
    const rng = random(1, 'cells');
    for (let round = 0; round < 3000; round++) {
      const cells = { prompt: 'A b', answer: 'c', foil: 'd', stratum: 'e', template: 'f', subject: 'g', accepted: 'h' };
      const column = COLUMNS[rng.integer(COLUMNS.length)];
      const sign = String.fromCodePoint(SIGNS[rng.integer(SIGNS.length)]);
      const own = cells[column];
      const place = rng.integer(3);
      const text = [sign + own, own + sign, `${own}${sign}${own}`][place];
      const { faults, notes, rows } = judge([
        { prompt: 'x', answer: 'y' },
        { ...cells, [column]: text },
      ]);
      if (place === 2 && (sign === '\n' || sign === '\r')) continue;
      const said = [...faults.map(({ where, found }) => `${where} ${found}`), ...notes].join('\n');
      expect(said).toContain(nameOf(sign));
      expect(said).toMatch(/row 2/);
      if (place < 2) expect(faults.length).toBeGreaterThan(0);
      expect(rows).toHaveLength(faults.length > 0 ? 1 : 2);
    }
  });

  it('are part of an exact token, where they are spaces and line ends', () => {
    const { faults, notes } = judge([{ prompt: 'f(', answer: ' x\n' }, { prompt: 'g\n', answer: 'y' }, { prompt: 'h ', answer: 'z' }], 'exact'); // biome-ignore format: one line
    expect(faults).toEqual([]);
    expect(notes).toEqual([
      't.csv: row 2: a line feed at the end of the prompt: it is part of the text that the model reads',
      't.csv: row 3: a space at the end of the prompt: it is part of the text that the model reads',
    ]);
    expect(judge([{ prompt: 'f(', answer: 'x\u200b' }], 'exact').faults).toHaveLength(1);
  });
});

describe('prompts that are one', () => {
  it('are refused, as they are or after NFC, with the place where they differ', () => {
    for (const letter of ['é', 'Ö', 'ñ', 'Å', 'ệ', '각', 'の゙']) {
      const [one, other] = [letter.normalize('NFC'), letter.normalize('NFD')];
      if (one === other) continue;
      const { faults } = judge([
        { prompt: `Fact ${one} is`, answer: 'a' },
        { prompt: `Fact ${other} is`, answer: 'a' },
      ]);
      expect(faults[0].found).toContain('the same prompt as row 1 after NFC');
      expect(faults[0].fix).toMatch(/Character 6 is U\+[0-9A-F]+ here and U\+[0-9A-F]+ there/);
      const words = judge([
        { prompt: 'p', answer: one },
        { prompt: 'q', answer: other },
      ]);
      expect(words.faults[0].found).toContain('looks like that of row 1');
    }
    expect(judge([{ prompt: 'p', answer: 'a' }, { prompt: 'p', answer: 'b' }]).faults[0].found).toBe('the same prompt as row 1 ("p")'); // biome-ignore format: one line
  });
});

it.each(['(', '[', '{', '"', "'", '7', '“'])(
  'a prompt that ends in %s is noted, and the key that takes answers as they are',
  (sign) => {
    const { faults, notes } = judge([
      { prompt: `a ${sign}`, answer: 'b' },
      { prompt: `c ${sign}`, answer: 'b' },
    ]);
    expect(faults).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^t\.csv: rows 1, 2: the prompt ends in .*task\.answers: exact/);
    expect(judge([{ prompt: `a ${sign}`, answer: 'b' }], 'exact').notes).toEqual([]);
  },
);

it('every fault of every row is found at once', () => {
  const bad = [{ prompt: '', answer: '' }, { prompt: 'p ', answer: ' a' }, { prompt: 'q', answer: 'a', foil: 'a' }, { prompt: 'r', answer: 'b' }]; // biome-ignore format: one line
  const { faults, rows, numbers } = judge(bad);
  expect(faults.map(({ row }) => row)).toEqual([1, 1, 2, 2, 3]);
  expect(rows.map(({ prompt }) => prompt)).toEqual(['r']);
  expect(numbers).toEqual([4]);
});

it('a row that is left out is no earlier row: the next of the same prompt stays', () => {
  const { rows, faults } = judgeRows(
    [
      { place: 'row 1', cells: { prompt: 'p is', answer: '' } },
      { place: 'row 2', cells: { prompt: 'p is', answer: 'caf\u00e9' } },
      { place: 'row 3', cells: { prompt: 'p is', answer: 'b' } },
      { place: 'row 4', cells: { prompt: 'q is ', answer: 'cafe\u0301' } },
      { place: 'row 5', cells: { prompt: 'q is', answer: 'caf\u00e9' } },
    ],
    't.csv',
    'words',
  );
  expect(rows.map(({ prompt, answer }) => [prompt, answer])).toEqual([
    ['p is', 'caf\u00e9'],
    ['q is', 'caf\u00e9'],
  ]);
  expect(faults.map(({ row }) => row)).toEqual([1, 3, 4, 4]);
  expect(faults[1].found).toMatch('the same prompt as row 2');
});
