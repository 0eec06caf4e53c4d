import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { openAddress, openerOf } from '../../bin/open-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-open-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ADDRESS = 'http://127.0.0.1:8765/';

it.each([
  ['linux', {}, 'xdg-open', [ADDRESS]],
  ['darwin', {}, 'open', [ADDRESS]],
  ['win32', {}, 'cmd', ['/c', 'start', '""', ADDRESS]],
  ['linux', { BROWSER: 'firefox:chromium' }, 'firefox', [ADDRESS]],
  ['darwin', { BROWSER: ' ' }, 'open', [ADDRESS]],
] as const)('on %s with %o it is %s', (platform, env, command, words) => {
  expect(openerOf(platform, env, ADDRESS)).toEqual({ command, words });
});

it('hands the address to the program', async () => {
  const [program, seen] = [join(folder, 'browser'), join(folder, 'seen')];
  writeFileSync(program, `#!/bin/sh\necho "$1" > '${seen}.part' && mv '${seen}.part' '${seen}'\n`);
  chmodSync(program, 0o755);
  const failed = vi.fn();
  openAddress({ command: program, words: [ADDRESS] }, failed);
  await vi.waitFor(() => expect(existsSync(seen)).toBe(true), { timeout: 5000 });
  expect(readFileSync(seen, 'utf8')).toBe(`${ADDRESS}\n`);
  expect(failed).not.toHaveBeenCalled();
});

it('says why nothing was opened', async () => {
  const reasons: string[] = [];
  openAddress({ command: join(folder, 'none'), words: [ADDRESS] }, (reason) => reasons.push(reason));
  openAddress({ command: 'sh', words: ['-c', 'exit 3'] }, (reason) => reasons.push(reason));
  await vi.waitFor(() => expect(reasons).toHaveLength(2), { timeout: 5000 });
  expect(reasons.sort()).toEqual([`${join(folder, 'none')}: there is no such program`, 'sh ended with status 3']);
});
