import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { summaryOf, writeRun } from '../../reports/run-summaries.ts';
import { cofire } from '../capture.ts';

it('writes the page and names it; a folder that is not there is the user’s to mend', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cofire-atlas-'));
  writeRun(join(root, 'one'), summaryOf('one'));
  const { status, out } = await cofire('atlas', root);
  expect({ status, out }).toEqual({ status: 0, out: `${join(root, 'index.html')}  1 run\n` });
  expect(existsSync(join(root, 'index.html'))).toBe(true);
  const missing = await cofire('atlas', join(root, 'gone'));
  expect(missing.status).toBe(2);
  expect(missing.err).toMatch(/gone: there is no such folder/);
});
