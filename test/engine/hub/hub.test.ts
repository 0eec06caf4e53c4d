import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { hubEffects } from '../../../src/engine/hub/hub.ts';
import { locateStudyFiles } from '../../../src/engine/hub/locate.ts';
import { openModel } from '../../../src/engine/model/model-files.ts';
import { siteText } from '../../../src/engine/model/site.ts';
import { loadTokenizer } from '../../../src/engine/model/tokenizer.ts';
import { StudyError } from '../../../src/errors.ts';
import { splitWeights, writeModel } from '../model/tiny-model.ts';
import { cutAt, HOOK, study, useHub } from './fetching.ts';
import { COMMIT, sha256 } from './hub-server.ts';

const at = useHub();

describe('a fetch into an empty cache', () => {
  test('gives folders that open as model, tokenizer and SAE', async () => {
    const folders = await at().fetch(study);
    const { config } = await openModel(folders.model);
    expect(config.nLayers).toBe(2);
    expect([...(await loadTokenizer(folders.model, config)).encode('ab')]).toEqual([2]);
    expect(siteText((await openSae(folders.sae)).config.reads)).toBe(HOOK);
  });

  test('lays files out as every Hugging Face tool does: blobs, relative links, nothing else', async () => {
    await at().fetch();
    expect(readlinkSync(at().link())).toBe(join('..', '..', 'blobs', sha256(at().weights)));
    const deep = join(at().repositoryFolder('org--saes'), 'snapshots', COMMIT, HOOK, 'cfg.json');
    expect(readlinkSync(deep).startsWith(join('..', '..', '..', 'blobs'))).toBe(true);
    expect(readdirSync(join(at().repositoryFolder(), 'blobs')).some((name) => name.includes('incomplete'))).toBe(false);
    expect(readdirSync(join(at().cache, '.locks', 'models--org--model'))).toEqual([]);
  });

  test('counts every byte of progress once, also after a cut connection', async () => {
    at().hub.files.set(`org/saes/${HOOK}/sparsity.safetensors`, Buffer.alloc(3_500_000, 1));
    at().hub.storageFaults.push(cutAt(1000));
    await at().fetch();
    expect(at().counted).toEqual({ total: 4, start: 0, done: 3 });
  });

  test('bytes of an earlier fetch are where progress starts', async () => {
    const big = Buffer.alloc(3_500_000, 1);
    at().hub.files.set(`org/saes/${HOOK}/sparsity.safetensors`, big);
    const partial = join(at().repositoryFolder('org--saes'), 'blobs', `${sha256(big)}.cofire.incomplete`);
    mkdirSync(dirname(partial), { recursive: true });
    writeFileSync(partial, big.subarray(0, 2_000_000));
    await at().fetch();
    expect(at().counted).toEqual({ total: 4, start: 2, done: 1 });
  });

  test('two files of the same bytes are downloaded once', async () => {
    at().hub.files.set(
      `org/saes/${HOOK}/sparsity.safetensors`,
      at().hub.files.get(`org/saes/${HOOK}/sae_weights.safetensors`)!,
    );
    const { sae } = await at().fetch();
    expect(
      at().hub.seen.filter(({ host, path }) => host === 'storage' && !path.includes(sha256(at().weights))),
    ).toHaveLength(1);
    expect(readlinkSync(join(sae, 'sparsity.safetensors'))).toBe(readlinkSync(join(sae, 'sae_weights.safetensors')));
    expect(at().notes).toEqual([]);
  });

  test('takes tokenizer.json alone where there is one, and optional files where there are any', async () => {
    at().hub.files.set('org/model/tokenizer.json', Buffer.from('{}'));
    at().hub.files.set(`org/saes/${HOOK}/sparsity.safetensors`, Buffer.from('bytes'));
    const { model, sae } = await at().fetch(study);
    expect(readdirSync(model).sort()).toEqual(['config.json', 'model.safetensors', 'tokenizer.json']);
    expect(readdirSync(sae)).toContain('sparsity.safetensors');
  });

  test('fetches several files at the same time', async () => {
    const held: (() => void)[] = [];
    // Neither weights file comes before both are asked for; one after the other would stall.
    at().hub.forever = true;
    at().hub.storageFaults.push((_, response, bytes) => {
      held.push(() => response.end(bytes));
      if (held.length === 2) for (const send of held) send();
      return true;
    });
    await at().fetch();
    expect(at().waits).toEqual([]);
    expect(held).toHaveLength(2);
  });

  test('a branch is resolved once, all files come from that commit, and the branch is remembered', async () => {
    const branch = { ...study, model: { hub: 'org/model', revision: 'main' } };
    const { model } = await at().fetch(branch);
    expect(model).toBe(join(at().repositoryFolder(), 'snapshots', COMMIT));
    expect(readFileSync(join(at().repositoryFolder(), 'refs', 'main'), 'utf8')).toBe(COMMIT);
    expect(at().hub.seen.filter(({ path }) => path.startsWith('/org/model/resolve/main/'))).toHaveLength(1);
    expect(locateStudyFiles(branch, at().effects.environment).model).toBe(model);
  });
});

test('weights in parts: the index first, then every part it names, from the same commit', async () => {
  const folder = await writeModel();
  await splitWeights(folder);
  at().hub.files.delete('org/model/model.safetensors');
  for (const name of readdirSync(folder)) at().hub.files.set(`org/model/${name}`, readFileSync(join(folder, name)));
  const { model } = await at().fetch();
  expect((await openModel(model)).weightsFiles).toHaveLength(2);
  at().hub.seen.length = 0;
  await at().fetch();
  expect(at().gets()).toBe(0);
  rmSync(join(model, 'model-00002-of-00002.safetensors'));
  await at().fetch();
  expect(readdirSync(model)).toContain('model-00002-of-00002.safetensors');
});

describe('what is there is not fetched again', () => {
  test('a second fetch asks nothing of the network', async () => {
    await at().fetch();
    at().hub.seen.length = 0;
    await at().fetch();
    expect(at().hub.seen).toEqual([]);
  });

  test('offline, whole files are used and missing ones are named with address and place', async () => {
    await at().fetch();
    at().hub.seen.length = 0;
    at().effects = { ...at().effects, environment: { ...at().effects.environment, offline: true } };
    expect((await at().fetch()).model).toContain(COMMIT);
    rmSync(at().link());
    const failing = at().fetch();
    await expect(failing).rejects.toBeInstanceOf(StudyError);
    await expect(failing).rejects.toThrow(
      `${at().hub.endpoint}/org/model/resolve/${COMMIT}/model.safetensors (or model.safetensors.index.json and the files it names)\n    -> ${at().link()}`,
    );
    expect(at().hub.seen).toEqual([]);
  });

  test('a whole cache is not written to, so that it may lie on a disk that only reads', async () => {
    const fetched = await at().fetch();
    rmSync(join(at().cache, '.locks'), { recursive: true });
    // Where a lock would be, it could not be made.
    writeFileSync(join(at().cache, '.locks'), '');
    for (const folder of readdirSync(at().cache).filter((name) => name.startsWith('models--')))
      rmSync(join(at().cache, folder, '.no_exist'), { recursive: true, force: true });
    writeFileSync(join(at().repositoryFolder('org--saes'), '.no_exist'), '');
    expect(await at().fetch()).toEqual(fetched);
  });

  test('the required files that a fetch without a connection lists are enough', async () => {
    at().hub.files.set('org/model/tokenizer.json', Buffer.from('{}'));
    await at().hub.close();
    const message = await at()
      .fetch()
      .catch((error: Error) => error.message);
    const listed = [...String(message).matchAll(/(org\/\w+)\/resolve\/\w+\/(\S+)(.*)\n {4}-> (.+)/g)];
    expect(listed).toHaveLength(11);
    for (const [, repository, path, remark = '', place = ''] of listed) {
      if (remark.includes('where there is one')) continue;
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, at().hub.files.get(`${repository}/${path}`)!);
    }
    expect((await at().fetch()).model).toContain(COMMIT);
    const [unreachable, without] = at().notes.slice(-2);
    expect(unreachable).toMatch(/sparsity\.safetensors \(where(?:.|\n)*The required files of org\/saes are here/);
    expect(without).toMatch(/^sparsity\.safetensors of org\/saes is not here/);
  });

  test('a damaged file that cannot be fetched again is listed', async () => {
    await at().fetch();
    writeFileSync(at().blob(), 'damaged');
    await at().hub.close();
    await expect(at().fetch()).rejects.toThrow(`    -> ${at().link()}`);
  });

  test('files put there by hand are used as they are', async () => {
    const { model } = await at().fetch();
    const content = readFileSync(join(model, 'model.safetensors'));
    rmSync(at().repositoryFolder(), { recursive: true });
    mkdirSync(model, { recursive: true });
    for (const name of ['config.json', 'vocab.json', 'merges.txt'])
      writeFileSync(join(model, name), at().hub.files.get(`org/model/${name}`)!);
    writeFileSync(join(model, 'model.safetensors'), content);
    at().hub.seen.length = 0;
    await at().fetch();
    expect(at().gets()).toBe(0);
    expect(lstatSync(join(model, 'model.safetensors')).isSymbolicLink()).toBe(false);
  });

  test('a blob damaged on disk is found and fetched again', async () => {
    await at().fetch();
    writeFileSync(at().blob(), 'damaged');
    await at().fetch();
    expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
    expect(at().notes.join()).toContain('damaged; fetching it again');
  });

  test('a blob that another revision brought is linked, not fetched', async () => {
    await at().fetch();
    rmSync(join(at().repositoryFolder(), 'snapshots'), { recursive: true });
    at().hub.seen.length = 0;
    await at().fetch();
    expect(at().gets()).toBe(0);
  });
});

test('too little space is said before anything is fetched', async () => {
  at().effects = { ...at().effects, freeBytes: async () => 5e6 };
  await expect(at().fetch()).rejects.toThrow(
    /hub: 5 MB free, expected at least 101 MB for 6 files\. Free some space, or set HF_HOME/,
  );
  expect(at().gets()).toBe(0);
});

test('blobs that only lack their links need no space', async () => {
  const fetched = await at().fetch();
  rmSync(join(at().repositoryFolder(), 'snapshots'), { recursive: true });
  const gets = at().gets();
  at().effects = { ...at().effects, freeBytes: async () => 0 };
  expect(await at().fetch()).toEqual(fetched);
  expect(at().gets()).toBe(gets);
  rmSync(at().repositoryFolder(), { recursive: true });
  at().effects = { ...at().effects, freeBytes: async () => 100_000_000 };
  await expect(at().fetch()).rejects.toThrow(/100 MB free, expected at least 101 MB for 4 files/);
});

test('the first failure ends the waits of other files', { timeout: 5000 }, async () => {
  const { sleep } = hubEffects({ mode: 'quiet', width: 80, now: () => 0, write: () => {} });
  at().effects = { ...at().effects, sleep };
  at().hub.forever = true;
  at().hub.storageFaults.push((_, response, bytes) =>
    bytes === at().weights
      ? Boolean(response.writeHead(429, { 'retry-after': '20' }).end())
      : Boolean(setTimeout(() => response.writeHead(403).end(), 200)),
  );
  await expect(at().fetch()).rejects.toThrow(/refuses .*sae_weights\.safetensors \(status 403\)/);
});

test('a second fetch at the same time is told so, and the lock goes with the first', async () => {
  const first = at().fetch();
  await expect(at().fetch()).rejects.toThrow(/is running here, .*\. Wait for that fetch/);
  const fetched = await first;
  expect(await at().fetch()).toEqual(fetched);
});
