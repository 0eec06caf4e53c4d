import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { readDelimited } from '../../../src/run/user-file/delimited.ts';

const KNOWN = ['prompt', 'answer', 'subject'];
const read = (text: string) => readDelimited(text, 't.csv', KNOWN);
const cellsOf = (text: string) => read(text).rows.map(({ cells }) => cells);
const ROWS = [
  ['a, b; c', 'x', '1'],
  ['d "e" | f', 'y', ''],
];
const write = (delimiter: string, end = '\n'): string =>
  [['prompt', 'answer', 'subject'], ...ROWS].map((row) => row.map((cell) => (/[,;|\t"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)).join(end); // biome-ignore format: one line

describe('readDelimited', () => {
  it.each([',', ';', '\t', '|'])('reads cells between %j, with every end of line', (delimiter) => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(cellsOf(write(delimiter, end))).toEqual(ROWS);
      expect(cellsOf(`sep=${delimiter}${end}${write(delimiter, end)}`)).toEqual(ROWS);
      expect(cellsOf(`\ufeff${end}${write(delimiter, end)}${end}${end}`)).toEqual(ROWS);
    }
    expect(read(write(delimiter)).notes).toHaveLength(delimiter === ',' ? 0 : 1);
  });

  it('reads rows and columns of nothing as nothing, and says so', () => {
    const { columns, rows, notes } = read('prompt,answer,,\na,x,,\n,,,\n   \nb,y,,\n , , ,\n');
    expect(columns).toEqual(['prompt', 'answer']);
    expect(rows).toEqual([
      { cells: ['a', 'x'], line: 2 },
      { cells: ['b', 'y'], line: 5 },
    ]);
    expect(notes).toEqual([
      't.csv: 3 rows without a word left out',
      't.csv: 2 columns without a name and a word left out',
    ]);
  });

  it('takes empty cells beyond the header for nothing, and others for too many', () => {
    expect(cellsOf('prompt,answer\na,x,,\nb,y\n')).toEqual([['a', 'x'], ['b', 'y']]); // biome-ignore format: one line
    expect(cellsOf('prompt,answer\na,x,z\nb,y\n')).toEqual([['a', 'x', 'z'], ['b', 'y']]); // biome-ignore format: one line
  });

  it('leaves out the index of pandas, and keeps a first column of something else', () => {
    expect(read(',prompt,answer\n0,a,x\n1,b,y\n')).toMatchObject({ columns: ['prompt', 'answer'], rows: [{ cells: ['a', 'x'] }, { cells: ['b', 'y'] }] }); // biome-ignore format: one line
    expect(read(',prompt,answer\nq,a,x\n1,b,y\n').columns).toEqual(['', 'prompt', 'answer']);
  });

  it('leaves out lines of comment before the header and below it, and no prompt that begins with a hash', () => {
    const { rows, notes } = read('# my "task\n#\nprompt,answer\n# half\n#a,x\n');
    expect(rows.map(({ cells }) => cells)).toEqual([['#a', 'x']]);
    expect(rows[0].line).toBe(5);
    expect(notes).toEqual(['t.csv: 3 lines that begin with # left out']);
  });

  it('is empty where the text is', () => {
    for (const text of ['', '\n', '\ufeff', '   \n', '# x\n', 'sep=;\n']) expect(read(text).columns).toEqual([]);
  });

  it.each([
    ['never closes', 'prompt,answer\na,x\n"b,y\nc,z\n', 't.csv: line 3: a quote that opens here ("\\"b,y'],
    ['never closes, below comments', 'sep=,\n# c\nprompt,answer\n"b,y\nc,z\n', 't.csv: line 4: a quote that opens'],
    ['closes rows later', 'prompt,answer\na,x\n"b,y\nc,z\n"d,x\n', 't.csv: line 3: a quote in the middle of a cell'],
    [
      'stands in a bare cell',
      'prompt,answer\na 5" disk,x\n',
      't.csv: line 2: a quote in the middle of a cell ("a 5\\" disk',
    ],
    ['is followed by more', 'prompt,answer\n"a" b,x\n', 't.csv: line 2: a quote in the middle of a cell'],
  ])('says where a quote opened that %s', (_, text, message) => {
    expect(() => read(text)).toThrow(StudyError);
    expect(() => read(text)).toThrow(message);
  });
});
