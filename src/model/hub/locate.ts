/**
 * The folders of a study's model and SAE on this machine, without the network: a given path, or a snapshot in the shared cache
 * that is whole. What is missing is named file by file with its address and its place, so that it can also be put there by hand.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import type { Study } from '../../study/study.ts';
import { WEIGHTS_INDEX } from '../weight-files.ts';
import { RepositoryCache } from './cache.ts';
import type { HubEnvironment } from './environment.ts';
import { fileUrl, pathIn, type Repository, studyRepositories, withWeightParts } from './repository.ts';

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

function isIncomplete(repository: Repository, cache: RepositoryCache, commit: string): boolean {
  const has = (file: string): boolean => cache.has(commit, pathIn(repository, file));
  const { required, choices } = withWeightParts(repository, cache.snapshot(commit));
  return !required.every(has) || !choices.every((sets) => sets.some((set) => set.every(has)));
}

function notInCache(study: StudySource, absent: readonly Repository[], environment: HubEnvironment): StudyError {
  return new StudyError({
    where: absent.map(({ key, name, revision }) => `${key} ${name} at ${revision}`).join(' and '),
    found: `not whole in ${environment.cache}`,
    expected: 'its files in the cache',
    fix: `Run: cofire fetch ${study.file}\n${byHand(absent, environment)}`,
  });
}

/** What to do behind a firewall: every file that is missing, with its address and its place. */
export function byHand(repositories: readonly Repository[], environment: HubEnvironment): string {
  const lines = repositories.flatMap((repository) => {
    const { revision } = repository;
    const cache = new RepositoryCache(environment.cache, repository.name);
    const snapshot = cache.snapshot(cache.commitOf(revision) ?? '<commit>');
    const line = (file: string, note = ''): string => {
      const path = pathIn(repository, file);
      return `  ${fileUrl(environment.endpoint, repository, revision, path)}${note}\n    -> ${join(snapshot, path)}`;
    };
    const { required, choices } = withWeightParts(repository, snapshot);
    const lacks = (file: string): boolean => !existsSync(join(snapshot, pathIn(repository, file)));
    return [
      ...required.filter(lacks).map((file) => line(file)),
      ...choices.flatMap((sets) => {
        if (sets.some((set) => !set.some(lacks))) return [];
        // A set that is there in part is completed; else any will do.
        const begun = sets.find((set) => !set.every(lacks));
        if (begun !== undefined) return begun.filter(lacks).map((file) => line(file));
        const [first = [], ...others] = sets;
        return first.map((file) => line(file, others.map((set) => ` (or ${describe(set)})`).join('')));
      }),
    ];
  });
  const keys = repositories.map(({ key }) => `${key}.path`).join(' and ');
  return `Without a connection, download these elsewhere and put them here, or in folders that the study names by ${keys}:\n${lines.join('\n')}`;
}

function describe(set: readonly string[]): string {
  return set.includes(WEIGHTS_INDEX) ? `${WEIGHTS_INDEX} and the files it names` : set.join(' and ');
}
