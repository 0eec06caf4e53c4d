import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { expect, it } from 'vitest';

it('tests and the programs they start write temporary files to the folder of the run', () => {
  expect(basename(tmpdir())).toMatch(/^cofire-tests-/);
  const ofChild = execFileSync(process.execPath, ['-p', 'os.tmpdir()'], { encoding: 'utf8' }).trim();
  expect(ofChild).toBe(tmpdir());
});
