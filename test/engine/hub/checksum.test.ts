import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checksumOf, matches } from '../../../src/engine/hub/checksum.ts';
import { temporaryFolder, writeText } from '../model/raw-safetensors.ts';

/** sha256sum and git hash-object of the five bytes "hello". */
const SHA256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const GIT = 'b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0';

test("oracle: sha256sum's and git hash-object's digests of the same file", async () => {
  const file = writeText(join(temporaryFolder(), 'a'), 'hello');
  expect(await matches(file, checksumOf(SHA256)!)).toBe(true);
  expect(await matches(file, checksumOf(GIT)!)).toBe(true);
  const other = writeText(join(temporaryFolder(), 'b'), 'hello\n');
  expect(await matches(other, checksumOf(SHA256)!)).toBe(false);
  expect(await matches(other, checksumOf(GIT)!)).toBe(false);
});

test('the kind follows from the length; anything else says nothing', () => {
  expect(checksumOf(SHA256)?.kind).toBe('sha256');
  expect(checksumOf(GIT)?.kind).toBe('git');
  for (const etag of ['', 'abc', SHA256.toUpperCase(), `${GIT}-2`]) expect(checksumOf(etag)).toBeNull();
});
