import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cofire } from '../capture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-fetch-'));
  vi.stubEnv('HF_HOME', join(folder, 'hub'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function study(model: string): string {
  for (const name of ['model', 'sae']) mkdirSync(join(folder, name));
  const file = join(folder, 'study.yaml');
  writeFileSync(file, `name: x\npreset: seed-exact\nmodel: ${model}\nsae: { path: sae }\ntask: { file: t.csv }\n`);
  return file;
}

it('has nothing to download for a study with folders of its own, and prints them', async () => {
  const { status, out } = await cofire('fetch', study('{ path: model }'), '--quiet');
  expect({ status, out }).toEqual({ status: 0, out: `model: ${join(folder, 'model')}\nsae: ${join(folder, 'sae')}\n` });
});

it('offline, names every file that is missing and where to put it, with status 2', async () => {
  vi.stubEnv('HF_HUB_OFFLINE', '1');
  const { status, out, err } = await cofire('fetch', study('{ hub: a/b, revision: main }'), '--quiet');
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/model:? a\/b at main: not whole in .*[\s\S]*model\.safetensors \(or .*\)\n {4}-> /);
});
