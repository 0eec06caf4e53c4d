/**
 * One request to the hub. Redirects are followed here and not by fetch, because the token may go to the hub alone: a
 * redirect to a storage host carries its own signature, and would otherwise receive the user's token.
 */
import { StudyError } from '../../errors.ts';
import type { HubEnvironment } from './environment.ts';
import { Passing, type Patience } from './persist.ts';

/** All that reaching the hub takes. */
export interface Connection extends Patience {
  readonly environment: HubEnvironment;
  /** A connection that sends nothing for as long is given up. */
  readonly stallMilliseconds: number;
}

export interface RequestOptions {
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
    const response = await send(at, { method: options.method, headers, redirect: 'manual', signal: options.signal });
    const location = response.headers.get('location');
    if (location === null || response.status < 300 || response.status > 399) return response;
    const next = new URL(location, at);
    if (options.method === 'HEAD' && next.origin !== at.origin) return response;
    await response.body?.cancel();
    if (!/^https?:$/.test(next.protocol) || (at.protocol === 'https:' && next.protocol === 'http:')) {
      throw new StudyError({
        where: url,
        found: `a redirect to ${next.protocol}//${next.host}`,
        expected: 'one that stays on https',
      });
    }
    at = next;
  }
  throw new StudyError({ where: url, found: `more than ${MOST_REDIRECTS} redirects`, expected: 'the file' });
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new Passing(describeNetworkError(error, url), { cause: error });
  }
}

/** fetch says only "fetch failed"; its cause says why. The host alone is named, since signed addresses hold secrets. */
export function describeNetworkError(error: unknown, url: URL): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const reason = code ?? (cause instanceof Error ? cause.message : String(cause));
  return `no connection to ${url.host} (${reason})`;
}
