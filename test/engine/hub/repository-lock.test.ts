import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { studyRepositories } from '../../../src/engine/hub/repository.ts';
import { lockRepository } from '../../../src/engine/hub/repository-lock.ts';
import { StudyError } from '../../../src/errors.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
import { failing } from './failing-disk.ts';
import { study } from './fetching.ts';

let restore = (): void => {};
afterEach(() => restore());

const [model, sae] = studyRepositories(study);
const lock = (cache: string, repository = model): (() => void) => lockRepository(repository, cache);

test('one at a time on a repository, until it is released', () => {
  const cache = temporaryFolder();
  const release = lock(cache);
  expect(() => lock(cache)).toThrow(/is running here.* Wait for that fetch/);
  lock(cache, sae)();
  release();
  expect(readdirSync(join(cache, '.locks', 'models--org--model'))).toEqual([]);
  lock(cache)();
});

test.each(['EROFS', 'EACCES', 'EPERM', 'ENOENT'])(
  '%s: says that the cache may not be written, and what to do',
  (code) => {
    const cache = temporaryFolder();
    restore = failing('mkdirSync', code);
    expect(() => lock(cache)).toThrow(StudyError);
    expect(() => lock(cache)).toThrow(
      `${cache}: files of org/model are missing here, and it may not be written, expected`,
    );
    expect(() => lock(cache)).toThrow('that they can be put into. Set HF_HOME to one.');
    expect(existsSync(join(cache, '.locks'))).toBe(false);
    restore();
    restore = failing('mkdirSync', 'ENOSPC');
    expect(() => lock(cache)).toThrow(/^ENOSPC of mkdirSync$/);
  },
);
