import { expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { explainOpen } from '../../../src/run/tables/open-error.ts';

it.each([
  ['IO Error: Could not set lock on file "x": Conflicting lock is held', 'another process has it open'],
  ['IO Error: Cannot open file "x": Permission denied', 'the file cannot be written'],
  ['IO Error: Could not read enough bytes from file "x": attempted to read 262144 bytes', 'the file cannot be read'],
  ['IO Error: The file "x" exists, but it is not a valid DuckDB database file!', 'the file cannot be read'],
])('turns "%s" into a message a user can act on', (reason, found) => {
  const explained = explainOpen('runs/a/study.duckdb', new Error(reason));
  expect(explained).toBeInstanceOf(StudyError);
  expect(String(explained)).toContain(`runs/a/study.duckdb: ${found}`);
});

it('gives any other error back as it is', () => {
  const bug = new TypeError('x is not a function');
  expect(explainOpen('x', bug)).toBe(bug);
});
