/** What the hub says of one file before it is fetched: its commit, size and checksum; and whether a file has that checksum. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Response } from 'undici';
import { persist, Unreachable } from './persist.ts';
import { fileUrl, isCommit, type Repository } from './repository.ts';
import { type Connection, request } from './request.ts';
import { checkStatus } from './status.ts';

export interface RemoteFile {
  readonly repository: Repository;
  /** Inside the repository. */
  readonly path: string;
  readonly url: string;
  readonly commit: string;
  /** Name of its blob in the cache. */
  readonly etag: string;
  /** Null where the etag is not a checksum; never for weights. */
  readonly checksum: Checksum | null;
  readonly nBytes: number;
}

/** The repository has no such file. */
export interface Absent {
  /** Whether the hub itself says so, by its code; anything on the way may answer 404. */
  readonly certain: boolean;
}

export function isAbsent(answer: RemoteFile | Absent): answer is Absent {
  return 'certain' in answer;
}

export async function askForFile(
  repository: Repository,
  path: string,
  revision: string,
  connection: Connection,
): Promise<RemoteFile | Absent> {
  const { environment, stallMilliseconds } = connection;
  const url = fileUrl(environment.endpoint, repository, revision, path);
  const ask = async (): Promise<Response> => {
    const answer = await request(url, environment, { method: 'HEAD', signal: AbortSignal.timeout(stallMilliseconds) });
    if (!lacksFile(answer)) checkStatus(answer, repository, path, environment);
    return answer;
  };
  const response = await persist(url, ask, connection);
  const { headers, status } = response;
  if (status >= 400) return { certain: headers.get('x-error-code') === 'EntryNotFound' };
  const refuse = (found: string, expected: string): Unreachable =>
    new Unreachable({
      where: url,
      found: `${found} in the answer of ${describeAnswer(response)}`,
      expected,
      fix: 'HF_ENDPOINT must be the hub or a mirror that keeps its headers; perhaps a firewall or a login page answers.',
    }).with(connection.fix());

  const commit = headers.get('x-repo-commit') ?? '';
  if (!isCommit(commit)) throw refuse('no commit (x-repo-commit)', 'an answer of the hub');
  if (isCommit(revision) && commit !== revision) throw refuse(`commit ${commit}`, `the pinned commit ${revision}`);
  const etag = (headers.get('x-linked-etag') ?? headers.get('etag') ?? '')
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
  // It becomes a file name.
  if (!/^\w[\w.-]{0,127}$/.test(etag)) throw refuse(`etag ${JSON.stringify(etag)}`, 'the checksum of the file');
  const checksum = checksumOf(etag);
  if (path.endsWith('.safetensors') && checksum?.kind !== 'sha256')
    throw refuse(`etag ${JSON.stringify(etag)}`, 'the sha256 of the weights');
  // The length of a redirect is that of its own body.
  const length = headers.get('x-linked-size') ?? (status < 300 ? headers.get('content-length') : null);
  if (length === null || !/^\d+$/.test(length)) throw refuse(`size ${length}`, 'the size of the file');
  // From here on by commit, even where a branch was asked for.
  const pinned = fileUrl(environment.endpoint, repository, commit, path);
  return { repository, path, url: pinned, commit, etag, checksum, nBytes: Number(length) };
}

/** A file that is missing, rather than its repository or revision. */
function lacksFile({ status, headers }: Response): boolean {
  return status === 404 && !/^(Repo|Revision)NotFound$/.test(headers.get('x-error-code') ?? '');
}

/** Who answered; of a redirect only the host, since signed addresses hold secrets. */
function describeAnswer({ url, headers }: Response): string {
  const { host } = new URL(url);
  const location = headers.get('location');
  return location === null ? host : `${host}, a redirect to ${new URL(location, url).host}`;
}

/**
 * What the hub's etag says of a file's bytes: 64 hex digits are their sha256 (large files), 40 are the git object id of small
 * ones, sha1("blob <size>\0" + bytes).
 */
type Checksum = { readonly kind: 'sha256' | 'git'; readonly hex: string };

/** Null for an etag of another form, which says nothing of the content. */
export function checksumOf(etag: string): Checksum | null {
  if (/^[0-9a-f]{64}$/.test(etag)) return { kind: 'sha256', hex: etag };
  if (/^[0-9a-f]{40}$/.test(etag)) return { kind: 'git', hex: etag };
  return null;
}

export async function matches(file: string, { kind, hex }: Checksum): Promise<boolean> {
  const hash = createHash(kind === 'git' ? 'sha1' : 'sha256');
  if (kind === 'git') hash.update(`blob ${(await stat(file)).size}\0`);
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 22 })) hash.update(piece);
  return hash.digest('hex') === hex;
}
