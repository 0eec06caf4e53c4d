/**
 * The folders of a study's model and SAE on this machine, without the network: a given path, or a snapshot in the shared cache
 * that is whole. What is missing is named file by file with its address and its place, so that it can also be put there by hand.
 */

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { shuffledWeights } from '../model/files/shuffled-weights.ts';
import { WEIGHTS_INDEX, weightFileNames } from '../model/files/weight-files.ts';
import { SIDE_FILES } from '../model/tokenizer-files.ts';
import { byHand } from './by-hand.ts';
import { RepositoryCache } from './cache.ts';
import { type HubEnvironment, hubEnvironment, ownCache } from './environment.ts';
import { pathIn, type Repository, type StudySources, studyRepositories, withWeightParts } from './repository.ts';

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

/** Files that decide the numbers of a study, beside the model's weights. */
const TOKENIZER_FILES = ['tokenizer.json', 'vocab.json', 'merges.txt', ...SIDE_FILES];
const SAE_FILES = ['cfg.json', 'sae_weights.safetensors', 'sparsity.safetensors', 'activation_scaler.json'];

/** Folders of model and SAE: the study's own paths, or the hub's cache; of a control, its own model, which is made. @throws StudyError when one was never fetched */
export function sourceFolders(study: StudySources): StudyFolders {
  const folders = locateStudyFiles(study, hubEnvironment(process.env, homedir()));
  if (study.control !== 'shuffled-weights') return folders;
  const cache = join(ownCache(process.env, homedir()), 'shuffled-weights');
  return { ...folders, model: shuffledWeights(folders.model, study.seed ?? 0, cache) };
}

/** Files whose content enters the hash of stages that run the model; those that exist. */
export function sourceFiles(study: StudySources): string[] {
  const { model, sae } = sourceFolders(study);
  const names = ['config.json', WEIGHTS_INDEX, ...weightFileNames(model), ...TOKENIZER_FILES];
  const all = [...names.map((file) => join(model, file)), ...SAE_FILES.map((file) => join(sae, file))];
  return all.filter((file) => existsSync(file));
}
