/**
 * The folders of a study's model and SAE on this machine, without the network: a given path, or a snapshot in the shared cache
 * that is whole. What is missing is named file by file with its address and its place, so that it can also be put there by hand.
 */
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import type { Study } from '../../study/study.ts';
import { RepositoryCache } from './cache.ts';
import type { HubEnvironment } from './environment.ts';
import { fileUrl, pathIn, type Repository, studyRepositories } from './repository.ts';

export interface StudyFolders {
  readonly model: string;
  readonly sae: string;
}

/** The part of a study that says where model and SAE come from. */
export type StudySource = Pick<Study, 'model' | 'sae' | 'file'>;

export function locateStudyFiles(study: StudySource, environment: HubEnvironment): StudyFolders {
  const folders: { model?: string; sae?: string } = {
    model: 'path' in study.model ? study.model.path : undefined,
    sae: study.sae.path,
  };
  for (const repository of studyRepositories(study)) {
    const cache = new RepositoryCache(environment.cache, repository.name);
    const commit = cache.commitOf(repository.revision);
    if (commit === undefined || isIncomplete(repository, cache, commit))
      throw notInCache(study, repository, environment);
    folders[repository.key] = join(cache.snapshot(commit), repository.folder);
  }
  if (folders.model === undefined || folders.sae === undefined)
    throw new Error('a study names a path or a repository for both');
  return { model: folders.model, sae: folders.sae };
}

function isIncomplete(repository: Repository, cache: RepositoryCache, commit: string): boolean {
  const has = (file: string): boolean => cache.has(commit, pathIn(repository, file));
  const { required, oneOf } = repository;
  return !required.every(has) || (oneOf.length > 0 && !oneOf.some((set) => set.every(has)));
}

function notInCache(study: StudySource, repository: Repository, environment: HubEnvironment): StudyError {
  return new StudyError({
    where: `${repository.key}: ${repository.name} at ${repository.revision}`,
    found: `not whole in ${environment.cache}`,
    expected: 'its files in the cache',
    fix: `Run: cofire fetch ${study.file}\n${byHand(repository, environment)}`,
  });
}

/** What to do behind a firewall. */
export function byHand(repository: Repository, environment: HubEnvironment): string {
  const { key, revision, required, oneOf } = repository;
  const cache = new RepositoryCache(environment.cache, repository.name);
  const snapshot = cache.snapshot(cache.commitOf(revision) ?? '<commit>');
  const lines = [...required, ...(oneOf.at(0) ?? [])].map((file) => {
    const path = pathIn(repository, file);
    return `  ${fileUrl(environment.endpoint, repository, revision, path)}\n    -> ${join(snapshot, path)}`;
  });
  const others = oneOf.slice(1).map((set) => ` (or ${set.join(' and ')} for the last)`);
  return `Without a connection, download these elsewhere and put them here, or in a folder named by ${key}.path:${others.join('')}\n${lines.join('\n')}`;
}
