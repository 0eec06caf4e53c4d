import { describe, expect, it } from 'vitest';
import { explainSystem, hasCode, StudyError } from '../src/errors.ts';

it('says where, what, the rule and the mend, in that order', () => {
  const error = new StudyError({
    where: 'a.yaml: seed',
    found: 'got "x"',
    expected: 'an integer',
    fix: 'Write seed: 1.',
  });
  expect(error.message).toBe('a.yaml: seed: got "x", expected an integer. Write seed: 1.');
  expect(new StudyError({ where: 'a', found: 'b', expected: 'c' }).message).toBe('a: b, expected c.');
});

it('recognises file system codes and nothing else', () => {
  expect(hasCode(Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT')).toBe(true);
  expect(hasCode(new Error('x'), 'ENOENT')).toBe(false);
  expect(hasCode('ENOENT', 'ENOENT')).toBe(false);
});

describe('explainSystem', () => {
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
});
