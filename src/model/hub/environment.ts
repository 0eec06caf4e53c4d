/**
 * The settings of every Hugging Face tool, from the same environment variables and with the same defaults:
 * https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
 *
 * HF_ENDPOINT (another hub or a mirror), HF_HUB_CACHE or HF_HOME/hub or XDG_CACHE_HOME/huggingface/hub or
 * ~/.cache/huggingface/hub (where files lie), HF_TOKEN or the file HF_TOKEN_PATH or HF_HOME/token that a login leaves (for private
 * and gated repositories; none with HF_HUB_DISABLE_IMPLICIT_TOKEN), HF_HUB_OFFLINE, and the proxies of proxy.ts.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasCode, StudyError } from '../../errors.ts';
import { type Proxies, proxiesOf } from './proxy.ts';

export interface HubEnvironment {
  /** Without a slash at the end. */
  readonly endpoint: string;
  /** Absolute folder that holds `models--org--name` folders. */
  readonly cache: string;
  readonly token: string | null;
  readonly offline: boolean;
  readonly proxies: Proxies;
}

const DEFAULT_ENDPOINT = 'https://huggingface.co';

export function hubEnvironment(variables: Readonly<Record<string, string | undefined>>, home: string): HubEnvironment {
  const folder = (path: string): string => resolve(path.replace(/^~(?=$|[\\/])/, home));
  const given = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const isOn = (name: string): boolean => /^(1|on|yes|true)$/i.test(given(name) ?? '');
  const root = given('HF_HOME') ?? join(given('XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface');
  const token = (): string | null =>
    given('HF_TOKEN') ??
    given('HUGGING_FACE_HUB_TOKEN') ??
    readToken(folder(given('HF_TOKEN_PATH') ?? join(root, 'token')));
  return {
    endpoint: parseEndpoint(given('HF_ENDPOINT') ?? DEFAULT_ENDPOINT),
    cache: folder(given('HF_HUB_CACHE') ?? join(root, 'hub')),
    token: isOn('HF_HUB_DISABLE_IMPLICIT_TOKEN') ? null : token(),
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
    throw error;
  }
}

function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
  throw new StudyError({ where: 'HF_ENDPOINT', found: text, expected: `an address such as ${DEFAULT_ENDPOINT}` });
}
