/** `cofire fetch` and `check` from the command line, against a hub on this machine. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { COMMIT, type HubServer, sha256, startHub } from '../engine/hub/hub-server.ts';
import { temporaryFolder } from '../engine/model/raw-safetensors.ts';
import { writeModel, writeSae } from '../engine/model/tiny-model.ts';
import { cofire } from './capture.ts';

const HOOK = 'blocks.1.hook_resid_pre';
const folder = temporaryFolder();
const study = join(folder, 'study.yaml');
const VOCAB = { a: 0, b: 1, ab: 2, Ġ: 3, '<s>': 4, Ġa: 5, Ġb: 6 };

let hub: HubServer;
beforeAll(async () => {
  hub = await startHub();
  const [modelFolder, saeFolder] = [await writeModel({ vocab_size: 7 }), await writeSae()];
  for (const name of readdirSync(modelFolder))
    hub.files.set(`org/model/${name}`, readFileSync(join(modelFolder, name)));
  for (const name of readdirSync(saeFolder))
    hub.files.set(`org/saes/${HOOK}/${name}`, readFileSync(join(saeFolder, name)));
  hub.files.set('org/model/vocab.json', Buffer.from(JSON.stringify(VOCAB)));
  hub.files.set('org/model/merges.txt', Buffer.from('a b\nĠ a\nĠ b\n'));
  const model = `model: { hub: org/model, revision: ${COMMIT} }`;
  const sae = `sae: { hub: org/saes, folder: ${HOOK}, revision: ${COMMIT}, center: auto }`;
  writeFileSync(join(folder, 'task.csv'), 'prompt,answer\nab,a\nba,b\naa,a\n');
  writeFileSync(study, `name: fetched\npreset: seed-exact\n${model}\n${sae}\ntask: { file: task.csv }\n`);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => hub.close());

function environment(cache: string): void {
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  vi.stubEnv('HF_HOME', cache);
  vi.stubEnv('HF_HUB_CACHE', '');
  vi.stubEnv('HF_TOKEN', '');
  vi.stubEnv('HF_HUB_OFFLINE', '');
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  vi.stubEnv('no_proxy', '127.0.0.1');
}

it('brings the files of a study into the cache, and then the study checks offline', async () => {
  const cache = temporaryFolder();
  environment(cache);
  expect((await cofire('check', study)).err).toContain(`Run: cofire fetch ${study}`);
  const { status, out } = await cofire('fetch', study, '--quiet');
  const snapshot = (name: string): string => join(cache, 'hub', `models--org--${name}`, 'snapshots', COMMIT);
  expect({ status, out }).toEqual({
    status: 0,
    out: `model: ${snapshot('model')}\nsae: ${join(snapshot('saes'), HOOK)}\n`,
  });
  vi.stubEnv('HF_HUB_OFFLINE', '1');
  expect((await cofire('fetch', study)).status).toBe(0);
  expect(await cofire('check', study)).toMatchObject({ status: 0, out: expect.stringMatching(/^fetched: fine/) });
  expect((await cofire('check', study)).out).toContain('\nnote: org/saes has no sparsity.safetensors: every feature');
});

it('ends with status 2 and one message when the hub has no such repository', async () => {
  environment(temporaryFolder());
  const { status, out, err } = await cofire('fetch', study, '--set', 'model.hub=org/none');
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(
    /^model: org\/none on 127\.0\.0\.1:\d+: the repository does not exist or may not be read \(status 404\)/,
  );
  expect(err).not.toMatch(/^\s+at /m);
});

it('killed in the middle, it goes on where it was', async () => {
  const cache = temporaryFolder();
  environment(cache);
  const weights = hub.files.get('org/model/model.safetensors')!;
  hub.storageFaults.push((_, response, bytes) => {
    if (bytes !== weights) return false;
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1500));
    return true;
  });
  const program = fileURLToPath(new URL('../../bin/cofire', import.meta.url));
  const child = spawn(program, ['fetch', study], { stdio: 'ignore', detached: true });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const partial = join(cache, 'hub/models--org--model/blobs', `${sha256(weights)}.cofire.incomplete`);
  await vi.waitUntil(() => existsSync(partial) && statSync(partial).size === 1500, { timeout: 20_000 });
  process.kill(-child.pid!, 'SIGKILL');
  await exit;
  hub.seen.length = 0;
  expect((await cofire('fetch', study)).status).toBe(0);
  expect(hub.seen.map(({ headers }) => headers.range)).toContain('bytes=1500-');
});
