import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { useHub } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

const at = useHub();

describe('the token', () => {
  test('goes to the hub and to no other host', async () => {
    at().withToken('hf_abc');
    await at().fetch();
    const authorised = new Set(at().hub.seen.map(({ host, headers }) => `${host} ${headers.authorization}`));
    expect([...authorised].sort()).toEqual(['hub Bearer hf_abc', 'storage undefined']);
  });

  test('a redirect within the hub is followed with it, and a loop of redirects ends', async () => {
    at().withToken('hf_abc');
    at().hub.hubFaults.push((_, response) =>
      Boolean(response.writeHead(307, { location: `/org/model/resolve/${COMMIT}/config.json` }).end()),
    );
    await at().fetch();
    expect(at().hub.seen[1].headers.authorization).toBe('Bearer hf_abc');
    rmSync(at().cache, { recursive: true });
    at().hub.forever = true;
    at().hub.hubFaults.push((request, response) => Boolean(response.writeHead(302, { location: request.url }).end()));
    await expect(at().fetch()).rejects.toThrow(/more than 5 redirects/);
  });

  test('a redirect to something that is not the web is refused', async () => {
    at().hub.forever = true;
    at().hub.storageFaults.push((_, response) =>
      Boolean(response.writeHead(302, { location: 'file:///etc/passwd' }).end()),
    );
    await expect(at().fetch()).rejects.toThrow(/a redirect to file:/);
  });
});
