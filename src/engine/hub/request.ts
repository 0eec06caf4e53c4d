/**
 * One request to the hub. Redirects are followed here and not by fetch, because the token may go to the hub alone: a
 * redirect to a storage host carries its own signature, and would otherwise receive the user's token.
 */
import type { Dispatcher, RequestInit, Response } from 'undici';
import type { HubEnvironment } from './environment.ts';
import { Passing, type Patience, Unreachable } from './persist.ts';
import { type Proxies, proxyFor } from './proxy.ts';

/** All that reaching the hub takes. */
export interface Connection extends Patience {
  readonly environment: HubEnvironment;
  /** A connection that sends nothing for as long is given up. */
  readonly stallMilliseconds: number;
}

interface RequestOptions {
  readonly method: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const MOST_REDIRECTS = 5;

/** HEAD stops at a redirect to another host: the hub's own answer holds the file's size and checksum. */
export async function request(url: string, environment: HubEnvironment, options: RequestOptions): Promise<Response> {
  const home = new URL(environment.endpoint).origin;
  let at = new URL(url);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const headers: Record<string, string> = {
      'accept-encoding': 'identity',
      'user-agent': 'cofire',
      ...options.headers,
    };
    if (environment.token !== null && at.origin === home) headers.authorization = `Bearer ${environment.token}`;
    const { method, signal } = options;
    const response = await send(at, environment.proxies, { method, headers, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (location === null || response.status < 300 || response.status > 399) return response;
    if (!URL.canParse(location, at)) {
      await response.body?.cancel();
      throw new Unreachable({ where: url, found: `a redirect of ${at.host} to no address`, expected: 'the file' });
    }
    const next = new URL(location, at);
    if (options.method === 'HEAD' && next.origin !== at.origin) return response;
    await response.body?.cancel();
    if (!/^https?:$/.test(next.protocol) || (at.protocol === 'https:' && next.protocol === 'http:')) {
      throw new Unreachable({
        where: url,
        found: `a redirect of ${at.host} to ${next.protocol}//${next.host}`,
        expected: 'one that stays on https',
      });
    }
    at = next;
  }
  throw new Unreachable({
    where: url,
    found: `more than ${MOST_REDIRECTS} redirects, the last of ${at.host}`,
    expected: 'the file',
  });
}

async function send(url: URL, proxies: Proxies, init: RequestInit): Promise<Response> {
  const proxy = proxyFor(url, proxies);
  try {
    // Loaded with the first request: whoever has the files needs none, and it takes long.
    const { default: undici } = await import('undici');
    const dispatcher = proxy === null ? undefined : agentOf(url, proxy, undici.ProxyAgent);
    return await undici.fetch(url, { ...init, dispatcher });
  } catch (error) {
    const reason = describeNetworkError(error, url);
    if (proxy === null) throw new Passing(reason, { cause: error });
    const { host } = new URL(proxy);
    if (!reason.includes('(407)')) throw new Passing(`${reason} through the proxy ${host}`, { cause: error });
    throw new Unreachable({
      where: `the proxy ${host}`,
      found: 'it asks for a name and a password (status 407)',
      expected: 'one that lets requests through',
      fix: 'Put them into HTTP_PROXY or HTTPS_PROXY: http://user:password@host:port',
    });
  }
}

const agents = new Map<string, Dispatcher>();

/** One agent a proxy, so that connections are kept. */
function agentOf(
  { protocol }: URL,
  uri: string,
  Agent: new (options: { uri: string; proxyTunnel: boolean }) => Dispatcher,
): Dispatcher {
  // A tunnel keeps https unread by the proxy; plain http is asked of the proxy itself, since many refuse tunnels to port 80.
  const proxyTunnel = protocol === 'https:';
  const key = `${proxyTunnel} ${uri}`;
  const agent = agents.get(key) ?? new Agent({ uri, proxyTunnel });
  agents.set(key, agent);
  return agent;
}

/** fetch says only "fetch failed"; its innermost cause says why. The host alone is named, since signed addresses hold secrets. */
export function describeNetworkError(error: unknown, url: URL): string {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  // undici's own codes say less than its messages.
  const plain = code?.startsWith('UND_ERR') ? undefined : code;
  const reason = plain ?? (cause instanceof Error ? cause.message : String(cause));
  return `no connection to ${url.host} (${reason})`;
}
