import { expect, it } from 'vitest';
import { StudyError } from '../src/errors.ts';
import { faultLines, type RowFault, refuseFaults, rowRanges } from '../src/fault-list.ts';

const fault = (row: number, expected = 'a word', found = `x${row}`): RowFault => ({ row, where: `t.csv: row ${row}`, found, expected }); // biome-ignore format: one line
const message = (faults: readonly RowFault[], fix?: string): string => {
  try {
    refuseFaults('t.csv', faults, 100, fix);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(StudyError);
    return (error as StudyError).message;
  }
};

it('passes none, and says a single one as such', () => {
  expect(message([])).toBe('');
  expect(message([fault(3)])).toBe('t.csv: row 3: x3, expected a word.');
});

it('says each rule once above its rows, the rows to leave out, and what to do', () => {
  expect(message([fault(4), fault(2, 'a text'), fault(3)], 'Do this.')).toBe(
    [
      't.csv: 3 faults in 3 of 100 rows, expected none. They are:',
      '  expected a text:',
      '    row 2: x2',
      '  expected a word:',
      '    row 3: x3',
      '    row 4: x4',
      'Rows to leave out: 2-4.',
      'Do this.',
    ].join('\n'),
  );
});

it.each([2, 19, 20, 21, 58])('shows 20 of %i, and counts the others', (count) => {
  const text = message(Array.from({ length: count }, (_, i) => fault(i + 1)));
  expect(text.match(/^ {4}row/gm)).toHaveLength(Math.min(20, count));
  if (count > 20) expect(text).toContain(`… and ${count - 20} more\n`);
  else expect(text).not.toContain('more');
  expect(text).toContain(`Rows to leave out: ${count === 2 ? '1, 2' : `1-${count}`}.`);
});

it('counts a row with two faults once', () => {
  expect(message([fault(5), fault(5, 'a text')])).toMatch(/2 faults in 1 of 100 rows[\s\S]*Rows to leave out: 5\./);
});

it('writes rows as ranges', () => {
  expect(rowRanges([])).toBe('');
  expect(rowRanges([1, 2, 4, 6, 7, 8, 20])).toBe('1, 2, 4, 6-8, 20');
});

it('lists faults in the order of rows, without the name of the file, and how many more there are', () => {
  expect(faultLines('t.csv', [fault(4), fault(2)])).toEqual(['row 2: x2', 'row 4: x4']);
  const many = faultLines(
    't.csv',
    Array.from({ length: 25 }, (_, i) => fault(i + 1)),
  );
  expect([many.length, many.at(-1)]).toEqual([21, '… and 5 more']);
  expect(faultLines('other.csv', [fault(1)])).toEqual(['t.csv: row 1: x1']);
});
