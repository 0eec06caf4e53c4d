/**
 * The folders of a study's model and SAE on this machine, without the network: a given path, or a snapshot in the shared cache
 * that is whole. What is missing is named file by file with its address and its place, so that it can also be put there by hand.
 */
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { byHand } from './by-hand.ts';
import { RepositoryCache } from './cache.ts';
import type { HubEnvironment } from './environment.ts';
import { pathIn, type Repository, studyRepositories, withWeightParts } from './repository.ts';
import type { StudySources } from './study-sources.ts';

export interface StudyFolders {
  readonly model: string;
  readonly sae: string;
}

export function locateStudyFiles(study: StudySources, environment: HubEnvironment): StudyFolders {
  const folders: { model?: string; sae?: string } = {
    model: 'path' in study.model ? study.model.path : undefined,
    sae: study.sae.path,
  };
  const absent: Repository[] = [];
  for (const repository of studyRepositories(study)) {
    const cache = new RepositoryCache(environment.cache, repository.name);
    const commit = cache.commitOf(repository.revision);
    if (commit === undefined || isIncomplete(repository, cache, commit)) absent.push(repository);
    else folders[repository.key] = join(cache.snapshot(commit), repository.folder);
  }
  if (absent.length > 0) throw notInCache(study, absent, environment);
  if (folders.model === undefined || folders.sae === undefined)
    throw new Error('a study names a path or a repository for both');
  return { model: folders.model, sae: folders.sae };
}

/** Whether a file that must be there is missing. */
export function isIncomplete(repository: Repository, cache: RepositoryCache, commit: string): boolean {
  const has = (file: string): boolean => cache.has(commit, pathIn(repository, file));
  const { required, choices } = withWeightParts(repository, cache.snapshot(commit));
  return !required.every(has) || !choices.every((sets) => sets.some((set) => set.every(has)));
}

function notInCache(study: StudySources, absent: readonly Repository[], environment: HubEnvironment): StudyError {
  return new StudyError({
    where: absent.map(({ key, name, revision }) => `${key} ${name} at ${revision}`).join(' and '),
    found: `not whole in ${environment.cache}`,
    expected: 'its files in the cache',
    fix: `Run: cofire fetch ${study.file}\n${byHand(absent, environment)}`,
  });
}
