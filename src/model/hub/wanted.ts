/** The files of a repository that have to be fetched: asks the hub for each that the cache lacks or holds damaged. */
import { StudyError } from '../../errors.ts';
import type { RepositoryCache } from './cache.ts';
import { checksumOf, matches } from './checksum.ts';
import { askForFile, type RemoteFile } from './remote-file.ts';
import { pathIn, type Repository } from './repository.ts';
import type { Connection } from './request.ts';

export interface Wanted {
  /** The commit that every file is of. */
  readonly commit: string;
  readonly files: readonly RemoteFile[];
}

export async function findWanted(
  repository: Repository,
  cache: RepositoryCache,
  connection: Connection,
): Promise<Wanted> {
  const files: RemoteFile[] = [];
  // The first answer fixes the commit, so that a branch that moves meanwhile cannot mix two.
  let commit = repository.revision;
  /** False when the repository has no such file. */
  const take = async (name: string): Promise<boolean> => {
    const path = pathIn(repository, name);
    if (await isSound(cache, commit, path, connection)) return true;
    const remote = await askForFile(repository, path, commit, connection);
    if (remote === null) return false;
    const resolved = commit !== remote.commit;
    commit = remote.commit;
    if (!resolved || !(await isSound(cache, commit, path, connection))) files.push(remote);
    return true;
  };
  const takeAll = async (names: readonly string[]): Promise<string | undefined> => {
    for (const name of names) if (!(await take(name))) return name;
    return undefined;
  };

  const lacking = await takeAll(repository.required);
  if (lacking !== undefined) throw lacks(repository, lacking, connection);
  const isThere = (name: string): boolean => cache.has(commit, pathIn(repository, name));
  for (const choice of repository.choices) {
    const sets = [...choice].sort((a, b) => Number(b.every(isThere)) - Number(a.every(isThere)));
    let whole = false;
    for (const set of sets) whole ||= (await takeAll(set)) === undefined;
    if (!whole) throw lacks(repository, sets.map((set) => set.join(' + ')).join(' or '), connection);
  }
  for (const name of repository.optional) {
    const path = pathIn(repository, name);
    if (!cache.isKnownAbsent(commit, path) && !(await take(name))) cache.rememberAbsent(commit, path);
  }
  return { commit, files };
}

/** There, and its bytes are those that its blob's name says; a file put there by hand is taken as it is. */
export async function isSound(
  cache: RepositoryCache,
  commit: string,
  path: string,
  { note }: Pick<Connection, 'note'>,
): Promise<boolean> {
  if (!cache.has(commit, path)) return false;
  const etag = cache.etagOf(commit, path);
  const checksum = etag === undefined ? null : checksumOf(etag);
  if (etag === undefined || checksum === null || (await matches(cache.blob(etag), checksum))) return true;
  note(`${cache.blob(etag)}: damaged; fetching it again`);
  return false;
}

function lacks({ key, name, revision, folder }: Repository, file: string, { environment }: Connection): StudyError {
  const place = folder === '' ? '' : ` in folder ${folder}`;
  return new StudyError({
    where: `${key}: ${name} at ${revision}`,
    found: `no ${file}${place}`,
    expected: key === 'model' ? 'a model saved by transformers as safetensors' : 'an SAE saved by SAELens',
    fix: `Look at ${environment.endpoint}/${name}/tree/${revision}/${folder}`.replace(/\/$/, '.'),
  });
}
