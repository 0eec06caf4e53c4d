import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askForFile, checksumOf, matches } from '../../../src/engine/hub/remote-file.ts';
import { studyRepositories } from '../../../src/engine/hub/repository.ts';
import { temporaryFolder, writeText } from '../model/raw-safetensors.ts';
import { study, useHub } from './fetching.ts';
import { COMMIT, gitId, sha256 } from './hub-server.ts';

const at = useHub();

test('size and checksum come from the hub and not from the host it redirects to; an absent file is said to be so', async () => {
  const [model] = studyRepositories(study);
  const ask = (path: string): ReturnType<typeof askForFile> =>
    askForFile(model, path, COMMIT, { ...at().effects, fix: () => '' });
  expect(await ask('model.safetensors')).toMatchObject({
    commit: COMMIT,
    etag: sha256(at().weights),
    checksum: { kind: 'sha256' },
    nBytes: at().weights.length,
  });
  const config = at().hub.files.get('org/model/config.json')!;
  expect(await ask('config.json')).toMatchObject({
    etag: gitId(config),
    checksum: { kind: 'git' },
    nBytes: config.length,
  });
  expect(await ask('none.json')).toEqual({ certain: true });
  expect(at().hub.seen.every(({ host, method }) => host === 'hub' && method === 'HEAD')).toBe(true);
});

test('an answer that is not of the pinned commit, or holds no checksum or no size, is refused', async () => {
  const answer = (headers: Record<string, string>): void => {
    at().hub.hubFaults.length = 0;
    at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(200, headers).end()));
  };
  const commit = { 'x-repo-commit': COMMIT };
  answer({ 'x-repo-commit': COMMIT.replace('6', '7'), etag: 'a' });
  await expect(at().fetch()).rejects.toThrow(
    /commit 707a\w+ in the answer of [\d.:]+, expected the pinned commit 607a/,
  );
  answer({ etag: '"abc"' });
  await expect(at().fetch()).rejects.toThrow(/no commit \(x-repo-commit\) in the answer of/);
  answer({ ...commit });
  await expect(at().fetch()).rejects.toThrow(/etag "" in the answer of [\d.:]+, expected the checksum of the file/);
  answer({ ...commit, etag: '"../../x"' });
  await expect(at().fetch()).rejects.toThrow(/etag "\.\.\/\.\.\/x"/);
  answer({ ...commit, etag: '"abc"', 'transfer-encoding': 'chunked' });
  await expect(at().fetch()).rejects.toThrow(/size null in the answer of [\d.:]+, expected the size of the file/);
});

test('a page of something in between is named by its host, with what to do by hand', async () => {
  const { host } = new URL(at().hub.endpoint);
  at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(200, { 'content-length': '0' }).end()));
  await expect(at().fetch()).rejects.toThrow(
    `no commit (x-repo-commit) in the answer of ${host}, expected an answer of the hub.`,
  );
  at().hub.hubFaults.push((_, response) =>
    Boolean(response.writeHead(302, { location: 'https://login.corp.example/?secret' }).end()),
  );
  const failing = at().fetch();
  await expect(failing).rejects.toThrow(`in the answer of ${host}, a redirect to login.corp.example, expected`);
  await expect(failing).rejects.toThrow(/perhaps a firewall.*\. Without a connection, download these elsewhere/);
  await expect(failing).rejects.not.toThrow(/secret/);
});

test('a 404 without the hub’s code is absence, but not certain', async () => {
  const [model] = studyRepositories(study);
  at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(404).end()));
  expect(await askForFile(model, 'config.json', COMMIT, { ...at().effects, fix: () => '' })).toEqual({
    certain: false,
  });
});

describe('checksums', () => {
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
});
