/**
 * What an answer means for the user: nothing wrong, worth another try, or something to mend. The hub is believed by its header
 * x-error-code, and a plain 403 of its own by its x-request-id: a storage host, or a firewall that answers in the hub's place,
 * refuses for other reasons than the account.
 */
import type { Response } from 'undici';
import { StudyError } from '../../errors.ts';
import type { HubEnvironment } from './environment.ts';
import { Passing, Unreachable } from './persist.ts';
import type { Repository } from './repository.ts';

/** Throws unless the answer is a file, a part of one, or a redirect. */
export function checkStatus(
  response: Response,
  repository: Repository,
  path: string,
  environment: HubEnvironment,
): void {
  const { status, headers } = response;
  if (status < 400) return;
  const { key, name, revision } = repository;
  const hub = new URL(environment.endpoint);
  const from = new URL(response.url);
  const where = `${key}: ${name} on ${from.host}`;
  const page = `${environment.endpoint}/${name}`;
  const refuse = (found: string, expected: string, fix?: string): StudyError =>
    new StudyError({ where, found: `${found} (status ${status})`, expected, fix });
  if (status === 408 || status === 429 || status >= 500) {
    throw new Passing(`${from.host} answers ${status}`, { waitSeconds: retryAfter(headers.get('retry-after')) });
  }
  const code = headers.get('x-error-code') ?? '';
  const isHub = from.origin === hub.origin && (status !== 403 || code !== '' || headers.has('x-request-id'));
  if (!isHub) {
    throw new Unreachable({
      where: `${key}: ${name}`,
      found: `${from.host} refuses ${path} (status ${status})`,
      expected: 'the file',
      fix: 'Perhaps a firewall answers.',
    });
  }
  if (code === 'GatedRepo' || status === 403) {
    const fix = `Accept its terms at ${page} and set HF_TOKEN to a token of that account with read access.`;
    throw refuse('access is restricted', 'a repository this account may read', fix);
  }
  if (code === 'RevisionNotFound')
    throw refuse(`there is no revision ${revision}`, 'a commit, branch or tag of the repository');
  if (status === 401 || code === 'RepoNotFound') {
    const fix =
      environment.token === null
        ? `Check the name at ${page}; for a private repository set HF_TOKEN.`
        : `Check the name at ${page}, and that the token in HF_TOKEN is valid and may read it.`;
    throw refuse('the repository does not exist or may not be read', 'one this account may read', fix);
  }
  if (status === 404) throw refuse(`there is no file ${path} at ${revision}`, `this file of ${page}`);
  throw new Unreachable({
    where,
    found: `an unexpected answer for ${path} (status ${status})`,
    expected: 'the file',
    fix: 'Perhaps a firewall answers.',
  });
}

/** Seconds from a Retry-After header, which holds seconds or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}
