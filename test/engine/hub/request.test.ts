import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { useHub } from './fetching.ts';
import { COMMIT } from './hub-server.ts';
import { type ProxyServer, startProxy } from './proxy-server.ts';

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
    await expect(at().fetch()).rejects.toThrow(/a redirect of [\d.:]+ to file:/);
  });
});

test('a redirect to something that is no address is refused, with what to do by hand', async () => {
  at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(302, { location: 'http://[' }).end()));
  await expect(at().fetch()).rejects.toThrow(
    /config\.json: a redirect of [\d.:]+ to no address, expected the file\. Without/,
  );
});

describe('a proxy', () => {
  const proxies: ProxyServer[] = [];
  afterEach(async () => {
    for (const proxy of proxies.splice(0)) await proxy.close();
  });
  async function through(except: readonly string[], refuse = false): Promise<ProxyServer> {
    const proxy = await startProxy(refuse);
    proxies.push(proxy);
    const { effects } = at();
    const setting = { variable: 'ALL_PROXY', text: proxy.address };
    at().effects = {
      ...effects,
      environment: { ...effects.environment, proxies: { http: setting, https: setting, except } },
    };
    return proxy;
  }

  test('carries every request, with its own credentials and not the hub’s token', async () => {
    const proxy = await through([]);
    at().withToken('hf_abc');
    await at().fetch();
    expect(proxy.seen.length).toBe(at().hub.seen.length);
    expect(new Set(proxy.seen.map(({ authorization }) => authorization))).toEqual(
      new Set([`Basic ${Buffer.from('me:secret').toString('base64')}`]),
    );
    expect(new Set(proxy.seen.map(({ host }) => host))).toEqual(
      new Set([at().hub.endpoint, at().hub.storage].map((address) => new URL(address).host)),
    );
    expect(at().hub.seen.some(({ headers }) => 'proxy-authorization' in headers)).toBe(false);
  });

  test('is left aside for hosts that need none', async () => {
    const proxy = await through(['127.0.0.1']);
    await at().fetch();
    expect(proxy.seen).toEqual([]);
  });

  test('an https address goes by a tunnel; a proxy that asks for a login is named without its password', async () => {
    const { environment } = at().effects;
    const proxy = await through([], true);
    const refused = /^the proxy 127\.0\.0\.1:\d+: it asks for a name and a password \(status 407\)/;
    await expect(at().fetch()).rejects.toThrow(refused);
    const { proxies } = at().effects.environment;
    at().effects = { ...at().effects, environment: { ...environment, proxies, endpoint: 'https://hub.invalid' } };
    await expect(at().fetch()).rejects.toThrow(refused);
    expect(proxy.seen.map(({ method, host }) => `${method} ${host}`)).toContain('CONNECT hub.invalid:443');
  });

  test('that cannot be used is refused once, with what to do by hand', async () => {
    const { effects } = at();
    const setting = { variable: 'ALL_PROXY', text: 'socks5h://127.0.0.1:1080' };
    const proxies = { http: setting, https: setting, except: [] };
    at().effects = { ...effects, environment: { ...effects.environment, proxies } };
    await expect(at().fetch()).rejects.toThrow(/^ALL_PROXY: a proxy of kind socks5h:.*\. Without a connection/);
    expect(at().waits).toEqual([]);
  });

  test('that is not there is named', async () => {
    const proxy = await through([]);
    await proxy.close();
    await expect(at().fetch()).rejects.toThrow(/\(ECONNREFUSED\) through the proxy 127\.0\.0\.1:\d+, 5 times/);
  });
});
