import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cofire } from '../capture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-view-'));
  mkdirSync(join(folder, 'report'));
  writeFileSync(join(folder, 'report', 'index.html'), '<!doctype html><title>a report</title>');
  for (const name of ['network-layer_4', 'network'])
    writeFileSync(join(folder, 'report', `${name}.html`), `<!doctype html><title>${name}</title>`);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('prints its addresses, serves the report there and ends with status 0 on Ctrl-C', async () => {
  const program = fileURLToPath(new URL('../../../bin/cofire', import.meta.url));
  const server = spawn(program, ['view', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = (await once(server.stdout, 'data')) as [Buffer];
  const url =
    /^report {3}(http:\/\/127\.0\.0\.1:\d+\/)\nnetwork {2}\1network\nnetwork {2}\1report\/network-layer_4\.html\nStop with Ctrl-C\.\n$/.exec(
      String(text),
    )?.[1];
  expect(url).toBeDefined();
  expect(await (await fetch(url ?? '')).text()).toContain('a report');
  expect(await (await fetch(`${url}report/network-layer_4.html`)).text()).toContain('network-layer_4');
  server.kill('SIGINT');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

it('--open shows the report in the browser, and says where none could be opened', async () => {
  const program = fileURLToPath(new URL('../../../bin/cofire', import.meta.url));
  const browser = join(folder, 'browser');
  writeFileSync(browser, `#!/bin/sh\necho "$1" > '${folder}/seen.part' && mv '${folder}/seen.part' '${folder}/seen'\n`);
  chmodSync(browser, 0o755);
  const start = (BROWSER: string) =>
    spawn(program, ['view', folder, '--port', '0', '--open'], { env: { ...process.env, BROWSER } });
  const server = start(browser);
  const [text] = (await once(server.stdout, 'data')) as [Buffer];
  await vi.waitFor(() => expect(existsSync(join(folder, 'seen'))).toBe(true), { timeout: 10_000 });
  expect(String(text)).toContain(`report   ${readFileSync(join(folder, 'seen'), 'utf8')}`);
  server.kill('SIGINT');
  await once(server, 'exit');
  const without = start(join(folder, 'none'));
  const [note] = (await once(without.stderr, 'data')) as [Buffer];
  expect(String(note)).toMatch(
    /^note: no browser was opened \(.*none: there is no such program\); open http:\S+ yourself\n$/,
  );
  without.kill('SIGINT');
  expect(await once(without, 'exit')).toEqual([0, null]);
});

it('says what is wrong with a folder or a port', async () => {
  expect(await cofire('view', '/no/such')).toMatchObject({ status: 2, out: '' });
  expect((await cofire('view', folder, '--port', '70000')).err).toContain('Expected a whole number from 0 to 65535');
});
