import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import { openModel } from '../../src/model/files.ts';
import { locateStudyFiles, type StudySource } from '../../src/model/hub/locate.ts';
import { fetchStudyFiles, type HubEffects } from '../../src/model/hub.ts';
import { openSae } from '../../src/model/sae-files.ts';
import { loadTokenizer } from '../../src/model/tokenizer.ts';
import { COMMIT, type HubServer, sha256, startHub } from './hub/hub-server.ts';
import { temporaryFolder } from './raw-safetensors.ts';
import { writeModel, writeSae } from './tiny-model.ts';

const HOOK = 'blocks.1.hook_resid_pre';
const study: StudySource = {
  file: 'studies/tiny.yaml',
  model: { hub: 'org/model', revision: COMMIT },
  sae: { hub: 'org/saes', folder: HOOK, revision: COMMIT, center: false },
};

let hub: HubServer;
let effects: HubEffects;
let notes: string[];
let waits: number[];
let counted: { total: number; done: number };
let weights: Buffer;

beforeEach(async () => {
  hub = await startHub();
  const [model, sae] = [await writeModel(), await writeSae()];
  for (const name of readdirSync(model)) hub.files.set(`org/model/${name}`, readFileSync(join(model, name)));
  for (const name of readdirSync(sae)) hub.files.set(`org/saes/${HOOK}/${name}`, readFileSync(join(sae, name)));
  weights = hub.files.get('org/model/model.safetensors')!;
  notes = [];
  waits = [];
  counted = { total: -1, done: 0 };
  effects = {
    environment: { endpoint: hub.endpoint, cache: join(temporaryFolder(), 'hub'), token: null, offline: false },
    stallMilliseconds: 300,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    note: (text) => void notes.push(text),
    freeBytes: async () => 1e12,
    progress: (_, total) => {
      counted.total = total;
      const advance = (n = 1): void => {
        counted.done += n;
      };
      return { advance, done: () => {} };
    },
  };
});

afterEach(() => hub.close());

const repositoryFolder = (name = 'org--model'): string => join(effects.environment.cache, `models--${name}`);
const blob = (): string => join(repositoryFolder(), 'blobs', sha256(weights));
const storageRanges = (): (string | undefined)[] =>
  hub.seen.filter(({ host }) => host === 'storage').map(({ headers }) => headers.range);
const fetched = (): Promise<unknown> => fetchStudyFiles(study, effects);

describe('a fetch into an empty cache', () => {
  test('gives folders that open as model, tokenizer and SAE', async () => {
    const folders = await fetchStudyFiles(study, effects);
    const { config } = await openModel(folders.model);
    expect(config.nLayers).toBe(2);
    expect([...(await loadTokenizer(folders.model, config)).encode('ab')]).toEqual([2]);
    expect((await openSae(folders.sae)).config.hook.name).toBe(HOOK);
  });

  test('lays files out as every Hugging Face tool does: blobs, relative links, nothing else', async () => {
    await fetched();
    const link = join(repositoryFolder(), 'snapshots', COMMIT, 'model.safetensors');
    expect(readlinkSync(link)).toBe(join('..', '..', 'blobs', sha256(weights)));
    const deep = join(repositoryFolder('org--saes'), 'snapshots', COMMIT, HOOK, 'cfg.json');
    expect(readlinkSync(deep).startsWith(join('..', '..', '..', 'blobs'))).toBe(true);
    expect(readdirSync(join(repositoryFolder(), 'blobs')).some((name) => name.includes('incomplete'))).toBe(false);
    expect(readdirSync(join(effects.environment.cache, '.locks', 'models--org--model'))).toEqual([]);
  });

  test('counts every byte of progress once, also after a cut connection', async () => {
    hub.files.set(`org/saes/${HOOK}/sparsity.safetensors`, Buffer.alloc(3_500_000, 1));
    hub.storageFaults.push((_, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000));
      setTimeout(() => response.destroy(), 30);
      return true;
    });
    await fetched();
    expect(counted).toEqual({ total: 4, done: 3 });
  });

  test('takes tokenizer.json alone where there is one, and optional files where there are any', async () => {
    hub.files.set('org/model/tokenizer.json', Buffer.from('{}'));
    hub.files.set(`org/saes/${HOOK}/sparsity.safetensors`, Buffer.from('bytes'));
    const { model, sae } = await fetchStudyFiles(study, effects);
    expect(readdirSync(model).sort()).toEqual(['config.json', 'model.safetensors', 'tokenizer.json']);
    expect(readdirSync(sae)).toContain('sparsity.safetensors');
  });

  test('a branch is resolved once, all files come from that commit, and the branch is remembered', async () => {
    const branch = { ...study, model: { hub: 'org/model', revision: 'main' } };
    const { model } = await fetchStudyFiles(branch, effects);
    expect(model).toBe(join(repositoryFolder(), 'snapshots', COMMIT));
    expect(readFileSync(join(repositoryFolder(), 'refs', 'main'), 'utf8')).toBe(COMMIT);
    expect(hub.seen.filter(({ path }) => path.startsWith('/org/model/resolve/main/'))).toHaveLength(1);
    expect(locateStudyFiles(branch, effects.environment).model).toBe(model);
  });
});

describe('what is there is not fetched again', () => {
  test('a second fetch asks nothing of the network', async () => {
    await fetched();
    hub.seen.length = 0;
    await fetched();
    expect(hub.seen).toEqual([]);
  });

  test('offline, whole files are used and missing ones are named with address and place', async () => {
    await fetched();
    const offline = { ...effects, environment: { ...effects.environment, offline: true } };
    hub.seen.length = 0;
    expect((await fetchStudyFiles(study, offline)).model).toContain(COMMIT);
    const link = join(repositoryFolder(), 'snapshots', COMMIT, 'model.safetensors');
    rmSync(link);
    const failing = fetchStudyFiles(study, offline);
    await expect(failing).rejects.toBeInstanceOf(StudyError);
    await expect(failing).rejects.toThrow(
      `${hub.endpoint}/org/model/resolve/${COMMIT}/model.safetensors\n    -> ${link}`,
    );
    expect(hub.seen).toEqual([]);
  });

  test('files put there by hand are used as they are', async () => {
    const { model } = await fetchStudyFiles(study, effects);
    const content = readFileSync(join(model, 'model.safetensors'));
    rmSync(repositoryFolder(), { recursive: true });
    mkdirSync(model, { recursive: true });
    for (const name of ['config.json', 'vocab.json', 'merges.txt'])
      writeFileSync(join(model, name), hub.files.get(`org/model/${name}`)!);
    writeFileSync(join(model, 'model.safetensors'), content);
    hub.seen.length = 0;
    await fetched();
    expect(hub.seen.filter(({ method }) => method === 'GET')).toEqual([]);
    expect(lstatSync(join(model, 'model.safetensors')).isSymbolicLink()).toBe(false);
  });

  test('a blob damaged on disk is found and fetched again', async () => {
    await fetched();
    writeFileSync(blob(), 'damaged');
    await fetched();
    expect(readFileSync(blob()).equals(weights)).toBe(true);
    expect(notes.join()).toContain('damaged; fetching it again');
  });

  test('a blob that another revision brought is linked, not fetched', async () => {
    await fetched();
    rmSync(join(repositoryFolder(), 'snapshots'), { recursive: true });
    hub.seen.length = 0;
    await fetched();
    expect(hub.seen.filter(({ method }) => method === 'GET')).toEqual([]);
  });
});

describe('interruptions', () => {
  test('a partial file of an earlier run is continued by range', async () => {
    mkdirSync(join(repositoryFolder(), 'blobs'), { recursive: true });
    writeFileSync(`${blob()}.cofire.incomplete`, weights.subarray(0, 1000));
    await fetched();
    expect(storageRanges()).toContain('bytes=1000-');
    expect(readFileSync(blob()).equals(weights)).toBe(true);
  });

  test('a connection cut in the middle is continued where it ended', async () => {
    for (const at of [500, 700]) hub.storageFaults.push(cutAt(at));
    await fetched();
    expect(readFileSync(blob()).equals(weights)).toBe(true);
    const ranges = storageRanges().filter((range) => range !== undefined);
    expect(ranges.sort()).toEqual(['bytes=500-', 'bytes=700-']);
    expect(waits.every((wait) => wait === 500)).toBe(true);
  });

  test('a connection that goes silent is given up and continued', async () => {
    hub.storageFaults.push((_, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 10));
      return true;
    });
    await fetched();
    expect(notes.join()).toMatch(/nothing came for 0\.3 s/);
    expect(readFileSync(blob()).equals(weights)).toBe(true);
  });

  test('a server that never gets further ends with what to do by hand', async () => {
    hub.forever = true;
    hub.storageFaults.push(cutAt(0));
    await expect(fetched()).rejects.toThrow(
      /, 5 times, expected the file\. Without a connection, download these elsewhere/,
    );
    expect(waits.length).toBeLessThanOrEqual(2 * 4);
  });

  test('no server at all', async () => {
    await hub.close();
    await expect(fetched()).rejects.toThrow(/no connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\), 5 times/);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  function cutAt(offset: number): HubServer['storageFaults'][number] {
    return (_, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, offset));
      setTimeout(() => response.destroy(), 30);
      return true;
    };
  }
});

describe('lies and damage', () => {
  test('corrupt bytes are refused after a second try and leave no blob', async () => {
    hub.forever = true;
    hub.storageFaults.push((_, response, bytes) => {
      response.end(Buffer.alloc(bytes.length, 7));
      return true;
    });
    await expect(fetched()).rejects.toThrow(/bytes of another sha256, twice, expected [0-9a-f]{64} as the hub says/);
    expect(existsSync(blob())).toBe(false);
    expect(existsSync(join(repositoryFolder(), 'snapshots', COMMIT, 'model.safetensors'))).toBe(false);
  });

  test('a damaged partial file of an earlier run is thrown away and the file fetched whole', async () => {
    mkdirSync(join(repositoryFolder(), 'blobs'), { recursive: true });
    writeFileSync(`${blob()}.cofire.incomplete`, Buffer.alloc(1000, 9));
    await fetched();
    expect(readFileSync(blob()).equals(weights)).toBe(true);
    expect(notes.join()).toContain('another checksum than the hub says');
  });

  test('a partial file longer than the file is thrown away', async () => {
    mkdirSync(join(repositoryFolder(), 'blobs'), { recursive: true });
    writeFileSync(`${blob()}.cofire.incomplete`, Buffer.alloc(weights.length + 5));
    await fetched();
    expect(readFileSync(blob()).equals(weights)).toBe(true);
  });

  test('corrupt small files are refused too', async () => {
    hub.forever = true;
    hub.hubFaults.push((request, response, bytes) => {
      if (request.method !== 'GET' || !request.url?.endsWith('config.json')) return false;
      response.end(Buffer.alloc(bytes.length, 32));
      return true;
    });
    await expect(fetched()).rejects.toThrow(/config\.json: bytes of another git id, twice/);
  });

  test.each([
    [
      'more bytes than announced',
      (bytes: Buffer) => Buffer.concat([bytes, bytes]),
      /more bytes than the \d+ that the hub announced, 5 times/,
    ],
    [
      'fewer bytes than announced',
      (bytes: Buffer) => bytes.subarray(0, 100),
      /the connection ended at 100 of \d+ bytes, 5 times/,
    ],
  ])('%s', async (_, lie, message) => {
    hub.forever = true;
    hub.storageFaults.push((_request, response, bytes) => {
      response.end(lie(bytes));
      return true;
    });
    await expect(fetched()).rejects.toThrow(message);
    expect(existsSync(blob())).toBe(false);
  });

  test('a server without ranges, one that refuses them (416) and one that sends another part: the file starts over', async () => {
    const whole: HubServer['storageFaults'][number] = (_, response, bytes) => Boolean(response.end(bytes));
    const refused: HubServer['storageFaults'][number] = (_, response) => Boolean(response.writeHead(416).end());
    const other: HubServer['storageFaults'][number] = (_, response, bytes) =>
      Boolean(
        response
          .writeHead(206, { 'content-range': `bytes 5-${bytes.length - 1}/${bytes.length}` })
          .end(bytes.subarray(5)),
      );
    for (const fault of [whole, refused, other]) {
      const only: HubServer['storageFaults'][number] = (request, response, bytes) =>
        bytes === weights && fault(request, response, bytes);
      rmSync(effects.environment.cache, { recursive: true, force: true });
      mkdirSync(join(repositoryFolder(), 'blobs'), { recursive: true });
      writeFileSync(`${blob()}.cofire.incomplete`, weights.subarray(0, 1000));
      hub.storageFaults.push(only);
      await fetched();
      expect(readFileSync(blob()).equals(weights)).toBe(true);
      expect(hub.storageFaults).toEqual([]);
    }
  });

  test('an answer that is not of the pinned commit, or holds no checksum or no size, is refused', async () => {
    const answer = (headers: Record<string, string>): void => {
      hub.hubFaults.length = 0;
      hub.hubFaults.push((_, response) => Boolean(response.writeHead(200, headers).end()));
    };
    const commit = { 'x-repo-commit': COMMIT };
    answer({ 'x-repo-commit': COMMIT.replace('6', '7'), etag: 'a' });
    await expect(fetched()).rejects.toThrow(/commit 707a\w+, expected the pinned commit 607a/);
    answer({ etag: '"abc"' });
    await expect(fetched()).rejects.toThrow(/no commit in the answer/);
    answer({ ...commit });
    await expect(fetched()).rejects.toThrow(/etag "", expected the checksum of the file/);
    answer({ ...commit, etag: '"../../x"' });
    await expect(fetched()).rejects.toThrow(/etag "\.\.\/\.\.\/x"/);
    answer({ ...commit, etag: '"abc"', 'transfer-encoding': 'chunked' });
    await expect(fetched()).rejects.toThrow(/size null, expected the size of the file/);
  });
});

describe('answers of the hub', () => {
  const status = (code: number, headers: Record<string, string> = {}): void => {
    hub.forever = true;
    hub.hubFaults.push((_, response) => Boolean(response.writeHead(code, headers).end()));
  };

  test('401 without and with a token', async () => {
    status(401);
    await expect(fetched()).rejects.toThrow(/may not be read \(status 401\).*for a private repository set HF_TOKEN/);
    effects = { ...effects, environment: { ...effects.environment, token: 'hf_abc' } };
    const failing = fetched();
    await expect(failing).rejects.toThrow(/that the token in HF_TOKEN is valid/);
    await expect(failing).rejects.not.toThrow(/hf_abc/);
  });

  test('403 and a gated repository', async () => {
    status(403);
    await expect(fetched()).rejects.toThrow(
      /access is restricted \(status 403\).*Accept its terms at .*\/org\/model and set HF_TOKEN/,
    );
    hub.hubFaults.length = 0;
    status(401, { 'x-error-code': 'GatedRepo' });
    await expect(fetched()).rejects.toThrow(/Accept its terms/);
  });

  test('404: repository, revision, required file', async () => {
    const model = { hub: 'org/none', revision: COMMIT };
    await expect(fetchStudyFiles({ ...study, model }, effects)).rejects.toThrow(
      /org\/none .*does not exist or may not be read \(status 404\)/,
    );
    const revision = COMMIT.replace('6', '7');
    await expect(fetchStudyFiles({ ...study, model: { hub: 'org/model', revision } }, effects)).rejects.toThrow(
      /there is no revision 707a/,
    );
    hub.files.delete('org/model/merges.txt');
    await expect(fetched()).rejects.toThrow(
      /no tokenizer\.json or vocab\.json \+ merges\.txt, expected a model saved by transformers/,
    );
    hub.files.delete('org/model/model.safetensors');
    await expect(fetched()).rejects.toThrow(
      /model: org\/model at 607a\w+: no model\.safetensors.*Look at .*\/tree\/607a/,
    );
    const sae = { ...study.sae, folder: 'blocks.9.hook_resid_pre' };
    hub.files.set('org/model/model.safetensors', weights);
    hub.files.set('org/model/merges.txt', Buffer.from('a b\n'));
    await expect(fetchStudyFiles({ ...study, sae }, effects)).rejects.toThrow(
      /no cfg\.json in folder blocks\.9\.hook_resid_pre/,
    );
  });

  test('429 waits as long as it is asked to, and no longer than five minutes', async () => {
    const busy = (after: string): void =>
      void hub.hubFaults.push((_, response) => Boolean(response.writeHead(429, { 'retry-after': after }).end()));
    busy('7');
    busy(new Date(Date.now() + 30_000).toUTCString());
    await fetched();
    expect(waits[0]).toBe(7000);
    expect(waits[1]).toBeGreaterThan(25_000);
    expect(waits[1]).toBeLessThanOrEqual(30_000);
    rmSync(effects.environment.cache, { recursive: true });
    busy('3600');
    await expect(fetched()).rejects.toThrow(
      /answers 429; it asks to wait 3600 s, expected the file\. Without a connection/,
    );
  });

  test('500 is tried again, and passes', async () => {
    for (let i = 0; i < 3; i++) hub.hubFaults.push((_, response) => Boolean(response.writeHead(500).end()));
    await fetched();
    expect(waits).toEqual([500, 1000, 2000]);
  });

  test('another status is an error that names it', async () => {
    status(418);
    await expect(fetched()).rejects.toThrow(/unexpected answer for config\.json \(status 418\)/);
  });
});

describe('the token', () => {
  test('goes to the hub and to no other host', async () => {
    effects = { ...effects, environment: { ...effects.environment, token: 'hf_abc' } };
    await fetched();
    const authorised = new Set(hub.seen.map(({ host, headers }) => `${host} ${headers.authorization}`));
    expect([...authorised].sort()).toEqual(['hub Bearer hf_abc', 'storage undefined']);
  });

  test('a redirect within the hub is followed with it, and a loop of redirects ends', async () => {
    effects = { ...effects, environment: { ...effects.environment, token: 'hf_abc' } };
    hub.hubFaults.push((_, response) =>
      Boolean(response.writeHead(307, { location: `/org/model/resolve/${COMMIT}/config.json` }).end()),
    );
    await fetched();
    expect(hub.seen[1].headers.authorization).toBe('Bearer hf_abc');
    rmSync(effects.environment.cache, { recursive: true });
    hub.forever = true;
    hub.hubFaults.push((request, response) => Boolean(response.writeHead(302, { location: request.url }).end()));
    await expect(fetched()).rejects.toThrow(/more than 5 redirects/);
  });

  test('a redirect to something that is not the web is refused', async () => {
    hub.forever = true;
    hub.storageFaults.push((_, response) => Boolean(response.writeHead(302, { location: 'file:///etc/passwd' }).end()));
    await expect(fetched()).rejects.toThrow(/a redirect to file:/);
  });
});

test('too little space is said before anything is fetched', async () => {
  effects = { ...effects, freeBytes: async () => 5e6 };
  await expect(fetched()).rejects.toThrow(
    /hub: 5 MB free, expected at least 101 MB for 6 files\. Free some space, or set HF_HOME/,
  );
  expect(hub.seen.filter(({ method }) => method === 'GET')).toEqual([]);
});

test('a second fetch at the same time is told so, and the lock goes with the first', async () => {
  const first = fetched();
  await expect(fetched()).rejects.toThrow(/is running here/);
  await first;
  await expect(fetched()).resolves.toBeDefined();
});

test('names that would leave the repository or the cache are refused', async () => {
  for (const name of ['../x', 'a/../b', 'org/model/more', '']) {
    const model = { hub: name, revision: COMMIT };
    await expect(fetchStudyFiles({ ...study, model }, effects)).rejects.toThrow(
      /model\.hub: .* expected a repository such as/,
    );
  }
  await expect(
    fetchStudyFiles({ ...study, model: { hub: 'org/model', revision: '../main' } }, effects),
  ).rejects.toThrow(/model\.revision/);
  await expect(fetchStudyFiles({ ...study, sae: { ...study.sae, folder: '../..' } }, effects)).rejects.toThrow(
    /sae\.folder/,
  );
});
