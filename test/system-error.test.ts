import { expect, it } from 'vitest';
import { StudyError } from '../src/errors.ts';
import { explainSystem } from '../src/system-error.ts';

const fault = (code: string, path?: string) => Object.assign(new Error(`${code}: something`), { code, path });

it.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EMFILE'])(
  '%s is a message with the path',
  (code) => {
    const explained = explainSystem(fault(code, '/runs/x'));
    expect(explained).toBeInstanceOf(StudyError);
    expect(String(explained)).toContain('/runs/x: ');
  },
);

it("recognises a full disk in DuckDB's words", () => {
  const error = new Error('IO Error: Could not write file "x": No space left on device');
  expect(String(explainSystem(error))).toContain('the disk is full, expected free space');
});

it('leaves any other error, and what is no error, as it is', () => {
  const bug = new TypeError('x');
  expect(explainSystem(bug)).toBe(bug);
  expect(explainSystem('text')).toBe('text');
  const missing = fault('ENOENT');
  expect(explainSystem(missing)).toBe(missing);
});
