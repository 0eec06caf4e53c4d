import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cofire } from '../capture.ts';

it('says what is missing when the folder holds no run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-report-'));
  const { status, out, err } = await cofire('report', folder);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toBe(
    `${join(folder, 'study.duckdb')}: no such file, expected the database of a study. Make it with \`cofire run\`.\n`,
  );
  rmSync(folder, { recursive: true });
});
