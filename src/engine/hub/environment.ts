/**
 * The settings of every Hugging Face tool, from the same environment variables and with the same defaults:
 * https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
 *
 * HF_ENDPOINT (another hub or a mirror), HF_HUB_CACHE or HF_HOME/hub or XDG_CACHE_HOME/huggingface/hub or
 * ~/.cache/huggingface/hub (where files lie), HF_TOKEN or the file HF_TOKEN_PATH or HF_HOME/token that a login leaves (for private
 * and gated repositories; none with HF_HUB_DISABLE_IMPLICIT_TOKEN), HF_HUB_OFFLINE, and the proxies of proxy.ts.
 *
 * Endpoint and token are read when they are asked for: work that needs no network takes no harm from them.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasCode, StudyError } from '../../errors.ts';
import { type Proxies, proxiesOf } from './proxy.ts';

export interface HubEnvironment {
  /** Without a slash at the end. @throws StudyError when the setting is no address */
  readonly endpoint: string;
  /** Absolute folder that holds `models--org--name` folders. */
  readonly cache: string;
  /** @throws StudyError when it cannot be read or sent */
  readonly token: string | null;
  readonly offline: boolean;
  readonly proxies: Proxies;
}

const DEFAULT_ENDPOINT = 'https://huggingface.co';

/** Absolute folder of what cofire makes of models and keeps: XDG_CACHE_HOME/cofire, or ~/.cache/cofire. */
export function ownCache(variables: Readonly<Record<string, string | undefined>>, home: string): string {
  return resolve(variables.XDG_CACHE_HOME?.trim() || join(home, '.cache'), 'cofire');
}

export function hubEnvironment(variables: Readonly<Record<string, string | undefined>>, home: string): HubEnvironment {
  const folder = (path: string): string => resolve(path.replace(/^~(?=$|[\\/])/, home));
  const given = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const isOn = (name: string): boolean => /^(1|on|yes|true)$/i.test(given(name) ?? '');
  const root = given('HF_HOME') ?? join(given('XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface');
  return {
    get endpoint() {
      return parseEndpoint(given('HF_ENDPOINT') ?? DEFAULT_ENDPOINT);
    },
    cache: folder(given('HF_HUB_CACHE') ?? join(root, 'hub')),
    get token() {
      if (isOn('HF_HUB_DISABLE_IMPLICIT_TOKEN')) return null;
      const variable = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN'].find((name) => given(name) !== undefined);
      const file = folder(given('HF_TOKEN_PATH') ?? join(root, 'token'));
      const token = variable === undefined ? readToken(file) : (given(variable) ?? null);
      return token === null ? null : checkToken(variable ?? file, token);
    },
    offline: isOn('HF_HUB_OFFLINE'),
    proxies: proxiesOf(variables),
  };
}

/** Null when nobody has logged in on this machine. */
function readToken(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null;
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new StudyError(
      {
        where: path,
        found: `a token that cannot be read${reason}`,
        expected: 'the file that a login to the hub leaves',
        fix: 'Delete it, or set HF_TOKEN.',
      },
      { cause: error },
    );
  }
}

/** What a header can carry. The token is not repeated. */
function checkToken(where: string, token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new StudyError({ where, found: 'characters that no token has', expected: 'a token such as hf_…' });
}

function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Requests carry no user and password, and messages would repeat them.
  const secret = /^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i.test(text);
  if (url !== undefined && /^https?:$/.test(url.protocol) && !secret) return text.replace(/\/+$/, '');
  throw new StudyError({
    where: 'HF_ENDPOINT',
    found: secret ? 'an address with a user or a password' : text,
    expected: `an address such as ${DEFAULT_ENDPOINT}`,
    fix: secret ? 'A token belongs into HF_TOKEN, the login of a proxy into HTTPS_PROXY.' : undefined,
  });
}
