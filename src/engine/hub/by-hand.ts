/**
 * What to do behind a firewall: every file that is missing, with the address where a browser downloads it and the place where it
 * belongs. A branch whose commit was never heard has its places under `<commit>`, and needs that commit written down too.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS_INDEX } from '../model/files/weight-files.ts';
import { RepositoryCache } from './cache.ts';
import type { HubEnvironment } from './environment.ts';
import { fileUrl, pathIn, type Repository, withWeightParts } from './repository.ts';

/** Empty when nothing is missing. @param damaged files that are there and have to be replaced */
export function byHand(
  repositories: readonly Repository[],
  environment: Pick<HubEnvironment, 'endpoint' | 'cache'>,
  damaged: ReadonlySet<string> = new Set(),
): string {
  const missing = repositories.map((repository) => ({
    path: `${repository.key}.path`,
    lines: linesOf(repository, environment, damaged),
  }));
  const some = missing.filter(({ lines }) => lines.length > 0);
  if (some.length === 0) return '';
  const paths = some.map(({ path }) => path).join(' and ');
  const lines = some.flatMap((each) => each.lines);
  return `Without a connection, download these elsewhere and put them here, or in folders that the study names by ${paths}:\n${lines.join('\n')}`;
}

function linesOf(
  repository: Repository,
  { endpoint, cache: folder }: Pick<HubEnvironment, 'endpoint' | 'cache'>,
  damaged: ReadonlySet<string>,
): string[] {
  const cache = new RepositoryCache(folder, repository.name);
  const commit = cache.commitOf(repository.revision);
  const snapshot = cache.snapshot(commit ?? '<commit>');
  const line = (file: string, note = ''): string => {
    const path = pathIn(repository, file);
    return `  ${fileUrl(endpoint, repository, commit ?? repository.revision, path)}${note}\n    -> ${join(snapshot, path)}`;
  };
  const { required, choices, optional } = withWeightParts(repository, snapshot);
  const lacks = (file: string): boolean => {
    const path = join(snapshot, pathIn(repository, file));
    return !existsSync(path) || damaged.has(path);
  };
  const isKnownAbsent = (file: string): boolean =>
    commit !== undefined && cache.isKnownAbsent(commit, pathIn(repository, file));
  const lines = [
    ...required.filter(lacks).map((file) => line(file)),
    ...choices.flatMap((sets) => {
      if (sets.some((set) => !set.some(lacks))) return [];
      // A set that is there in part is completed; else any will do.
      const begun = sets.find((set) => !set.every(lacks));
      if (begun !== undefined) return begun.filter(lacks).map((file) => line(file));
      const [first = [], ...others] = sets;
      return first.map((file) => line(file, others.map((set) => ` (or ${describe(set)})`).join('')));
    }),
    ...optional
      .filter((file) => lacks(file) && !isKnownAbsent(file))
      .map((file) => line(file, ' (where there is one)')),
  ];
  return commit === undefined ? [...lines, nameCommit(repository, cache)] : lines;
}

function nameCommit({ key, revision }: Repository, cache: RepositoryCache): string {
  const ref = join(cache.folder, 'refs', revision);
  return `  <commit> is the commit of ${revision}, 40 hex digits; name it in the study (${key}.revision), or as the only content of\n    -> ${ref}`;
}

function describe(set: readonly string[]): string {
  return set.includes(WEIGHTS_INDEX) ? `${WEIGHTS_INDEX} and the files it names` : set.join(' and ');
}
