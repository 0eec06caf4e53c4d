import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutAt, useHub } from './fetching.ts';
import { COMMIT, type Fault } from './hub-server.ts';

const at = useHub();

describe('interruptions', () => {
  test('a partial file of an earlier run is continued by range', async () => {
    mkdirSync(join(at().repositoryFolder(), 'blobs'), { recursive: true });
    writeFileSync(`${at().blob()}.cofire.incomplete`, at().weights.subarray(0, 1000));
    await at().fetch();
    expect(at().storageRanges()).toContain('bytes=1000-');
    expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
  });

  test('a connection cut in the middle is continued where it ended', async () => {
    for (const offset of [500, 700]) at().hub.storageFaults.push(cutAt(offset));
    await at().fetch();
    expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
    const ranges = at()
      .storageRanges()
      .filter((range) => range !== undefined);
    expect(ranges.sort()).toEqual(['bytes=500-', 'bytes=700-']);
    expect(at().waits.every((wait) => wait === 500)).toBe(true);
  });

  test('a connection that goes silent is given up and continued', async () => {
    at().effects = { ...at().effects, stallMilliseconds: 300 };
    at().hub.storageFaults.push((_, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 10));
      return true;
    });
    await at().fetch();
    expect(at().notes.join()).toMatch(/nothing came for 0\.3 s/);
    expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
  });

  test('a server that never gets further ends with what to do by hand', async () => {
    at().hub.forever = true;
    at().hub.storageFaults.push(cutAt(0));
    await expect(at().fetch()).rejects.toThrow(
      /, 5 times, expected the file\. Without a connection, download these elsewhere/,
    );
    expect(at().waits.length).toBeLessThanOrEqual(2 * 4);
  });

  test('no server at all', async () => {
    await at().hub.close();
    await expect(at().fetch()).rejects.toThrow(/no connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\), 5 times/);
    expect(at().waits).toEqual([500, 1000, 2000, 4000]);
  });
});

describe('lies and damage', () => {
  test('corrupt bytes are refused after a second try and leave no blob', async () => {
    at().hub.forever = true;
    at().hub.storageFaults.push((_, response, bytes) => {
      response.end(Buffer.alloc(bytes.length, 7));
      return true;
    });
    await expect(at().fetch()).rejects.toThrow(
      /bytes of another sha256, twice, expected [0-9a-f]{64} as the hub says\. .* Without a connection, download/,
    );
    expect(existsSync(at().blob())).toBe(false);
    expect(existsSync(join(at().repositoryFolder(), 'snapshots', COMMIT, 'model.safetensors'))).toBe(false);
  });

  test('a damaged partial file of an earlier run is thrown away and the file fetched whole', async () => {
    mkdirSync(join(at().repositoryFolder(), 'blobs'), { recursive: true });
    writeFileSync(`${at().blob()}.cofire.incomplete`, Buffer.alloc(1000, 9));
    await at().fetch();
    expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
    expect(at().notes.join()).toContain('another checksum than the hub says');
  });

  test('a partial file longer than the file is thrown away', async () => {
    mkdirSync(join(at().repositoryFolder(), 'blobs'), { recursive: true });
    writeFileSync(`${at().blob()}.cofire.incomplete`, Buffer.alloc(at().weights.length + 5));
    await at().fetch();
    expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
  });

  test('corrupt small files are refused too', async () => {
    at().hub.forever = true;
    at().hub.hubFaults.push((request, response, bytes) => {
      if (request.method !== 'GET' || !request.url?.endsWith('config.json')) return false;
      response.end(Buffer.alloc(bytes.length, 32));
      return true;
    });
    await expect(at().fetch()).rejects.toThrow(/config\.json: bytes of another git id, twice/);
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
    at().hub.forever = true;
    at().hub.storageFaults.push((_request, response, bytes) => {
      response.end(lie(bytes));
      return true;
    });
    await expect(at().fetch()).rejects.toThrow(message);
    expect(existsSync(at().blob())).toBe(false);
  });

  test('a server without ranges, one that refuses them (416) and one that sends another part: the file starts over', async () => {
    const whole: Fault = (_, response, bytes) => Boolean(response.end(bytes));
    const refused: Fault = (_, response) => Boolean(response.writeHead(416).end());
    const other: Fault = (_, response, bytes) =>
      Boolean(
        response
          .writeHead(206, { 'content-range': `bytes 5-${bytes.length - 1}/${bytes.length}` })
          .end(bytes.subarray(5)),
      );
    for (const fault of [whole, refused, other]) {
      const only: Fault = (request, response, bytes) => bytes === at().weights && fault(request, response, bytes);
      rmSync(at().cache, { recursive: true, force: true });
      mkdirSync(join(at().repositoryFolder(), 'blobs'), { recursive: true });
      writeFileSync(`${at().blob()}.cofire.incomplete`, at().weights.subarray(0, 1000));
      at().hub.storageFaults.push(only);
      await at().fetch();
      expect(readFileSync(at().blob()).equals(at().weights)).toBe(true);
      expect(at().hub.storageFaults).toEqual([]);
    }
  });
});
