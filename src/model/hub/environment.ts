/**
 * The settings of every Hugging Face tool, from the same environment variables and with the same defaults:
 * https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
 *
 * HF_ENDPOINT (another hub or a mirror), HF_HUB_CACHE or HF_HOME/hub or XDG_CACHE_HOME/huggingface/hub or
 * ~/.cache/huggingface/hub (where files lie), HF_TOKEN (for private and gated repositories), HF_HUB_OFFLINE.
 */
import { join, resolve } from 'node:path';
import { StudyError } from '../../errors.ts';

export interface HubEnvironment {
  /** Without a slash at the end. */
  readonly endpoint: string;
  /** Absolute folder that holds `models--org--name` folders. */
  readonly cache: string;
  readonly token: string | null;
  readonly offline: boolean;
}

const DEFAULT_ENDPOINT = 'https://huggingface.co';

export function hubEnvironment(variables: Readonly<Record<string, string | undefined>>, home: string): HubEnvironment {
  const folder = (path: string): string => resolve(path.replace(/^~(?=$|[\\/])/, home));
  const given = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const root = given('HF_HOME') ?? join(given('XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface');
  return {
    endpoint: parseEndpoint(given('HF_ENDPOINT') ?? DEFAULT_ENDPOINT),
    cache: folder(given('HF_HUB_CACHE') ?? join(root, 'hub')),
    token: given('HF_TOKEN') ?? null,
    offline: /^(1|on|yes|true)$/i.test(given('HF_HUB_OFFLINE') ?? ''),
  };
}

function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
  throw new StudyError({ where: 'HF_ENDPOINT', found: text, expected: `an address such as ${DEFAULT_ENDPOINT}` });
}
