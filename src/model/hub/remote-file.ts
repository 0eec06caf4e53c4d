/** What the hub says of one file before it is fetched: its commit, size and checksum. */
import type { Response } from 'undici';
import { StudyError } from '../../errors.ts';
import { type Checksum, checksumOf } from './checksum.ts';
import { persist } from './persist.ts';
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

/** Null when the hub says that the repository has no such file. */
export async function askForFile(
  repository: Repository,
  path: string,
  revision: string,
  connection: Connection,
): Promise<RemoteFile | null> {
  const { environment, stallMilliseconds } = connection;
  const url = fileUrl(environment.endpoint, repository, revision, path);
  const ask = async (): Promise<Response> => {
    const answer = await request(url, environment, { method: 'HEAD', signal: AbortSignal.timeout(stallMilliseconds) });
    if (!isAbsent(answer)) checkStatus(answer, repository, path, environment);
    return answer;
  };
  const response = await persist(url, ask, connection);
  if (response.status >= 400) return null;
  const { headers, status } = response;
  const refuse = (found: string, expected: string): StudyError =>
    new StudyError({
      where: url,
      found,
      expected,
      fix: 'HF_ENDPOINT must be the hub or a mirror that keeps its headers.',
    });

  const commit = headers.get('x-repo-commit') ?? '';
  if (!isCommit(commit)) throw refuse('no commit in the answer (x-repo-commit)', 'an answer of the hub');
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
function isAbsent({ status, headers }: Response): boolean {
  return status === 404 && !/^(Repo|Revision)NotFound$/.test(headers.get('x-error-code') ?? '');
}
