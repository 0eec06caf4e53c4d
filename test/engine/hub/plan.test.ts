import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { RepositoryCache } from '../../../src/engine/hub/cache.ts';
import { planBlobs } from '../../../src/engine/hub/plan.ts';
import type { RemoteFile } from '../../../src/engine/hub/remote-file.ts';
import { studyRepositories } from '../../../src/engine/hub/repository.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
import { study } from './fetching.ts';
import { COMMIT, gitId } from './hub-server.ts';

const [repository] = studyRepositories(study);
const bytes = Buffer.from('some bytes');
const etag = gitId(bytes);
const file = (path: string): RemoteFile => ({
  repository,
  path,
  url: `https://hub/${path}`,
  commit: COMMIT,
  etag,
  checksum: { kind: 'git', hex: etag },
  nBytes: bytes.length,
});

test('files of the same bytes are one blob', async () => {
  const cache = temporaryFolder();
  const other = { ...file('c'), etag: 'e2', checksum: null };
  const plan = await planBlobs([file('a'), file('b'), other], cache);
  expect(plan.map(({ files }) => files.map(({ path }) => path))).toEqual([['a', 'b'], ['c']]);
  expect(plan[0]).toMatchObject({ have: 0, whole: false, nBytes: bytes.length });
});

test('what is on disk counts: a whole blob, a partial one, and neither when it is damaged or too long', async () => {
  const cache = temporaryFolder();
  const blob = new RepositoryCache(cache, repository.name).blob(etag);
  mkdirSync(dirname(blob), { recursive: true });
  const plan = async (): Promise<unknown> => (await planBlobs([file('a')], cache))[0];
  writeFileSync(`${blob}.cofire.incomplete`, 'some');
  expect(await plan()).toMatchObject({ have: 4, whole: false });
  writeFileSync(blob, 'same bytes');
  expect(await plan()).toMatchObject({ have: 4, whole: false });
  writeFileSync(`${blob}.cofire.incomplete`, 'some bytes and more');
  expect(await plan()).toMatchObject({ have: 0, whole: false });
  writeFileSync(blob, bytes);
  expect(await plan()).toMatchObject({ have: bytes.length, whole: true });
});
