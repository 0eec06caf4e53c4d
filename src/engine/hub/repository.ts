/**
 * What a study takes from the hub: one repository at one revision, and the files of it that are needed. Names are checked
 * here once, since they become parts of addresses and of paths.
 */

import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import { WEIGHTS, WEIGHTS_INDEX, weightFileNames } from '../model/files/weight-files.ts';
import { SIDE_FILES } from '../model/tokenizer-files.ts';

/** Sets of files of which one is enough. */
export type Choice = readonly (readonly string[])[];

export interface Repository {
  /** Key of the study file, for messages. */
  readonly key: 'model' | 'sae';
  /** `org/name`, or a name alone. */
  readonly name: string;
  /** A commit, or a branch or tag. */
  readonly revision: string;
  /** Folder inside the repository, '' for its top. */
  readonly folder: string;
  readonly required: readonly string[];
  /** Of each list, the first set that the repository has whole: the model's weights, its tokenizer. */
  readonly choices: readonly Choice[];
  /** Taken where there are any. */
  readonly optional: readonly string[];
}

/** The repositories of a study whose model, SAE or both come from the hub. */
export function studyRepositories({ model, sae, file }: StudySources): Repository[] {
  const repositories: Repository[] = [];
  if ('hub' in model) {
    repositories.push({
      key: 'model',
      name: model.hub,
      revision: model.revision,
      folder: '',
      required: ['config.json'],
      choices: [
        // The index names further files: locate.ts and hub.ts ask for them once it is there.
        [[WEIGHTS], [WEIGHTS_INDEX]],
        [['tokenizer.json'], ['vocab.json', 'merges.txt']],
      ],
      optional: SIDE_FILES,
    });
  }
  if (sae.hub !== undefined) {
    repositories.push({
      key: 'sae',
      name: sae.hub,
      revision: sae.revision ?? 'main',
      folder: sae.folder ?? '',
      required: ['cfg.json', 'sae_weights.safetensors'],
      choices: [],
      optional: ['sparsity.safetensors', 'activation_scaler.json'],
    });
  }
  for (const repository of repositories) checkNames(repository, file);
  return repositories;
}

/** The repository with every file of its weights required, once the snapshot holds an index that names them. */
export function withWeightParts(repository: Repository, snapshot: string): Repository {
  if (repository.key !== 'model') return repository;
  const parts = weightFileNames(join(snapshot, repository.folder));
  return { ...repository, required: [...repository.required, ...parts.filter((name) => name !== WEIGHTS)] };
}

/** A file's path inside the repository. */
export function pathIn({ folder }: Repository, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}

/** Where a browser would download it. */
export function fileUrl(endpoint: string, { name }: Pick<Repository, 'name'>, revision: string, path: string): string {
  return `${endpoint}/${name}/resolve/${encodeURIComponent(revision)}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}

function checkNames({ key, name, revision, folder }: Repository, file: string): void {
  const check = (part: string, value: string, rule: RegExp, expected: string): void => {
    if (rule.test(value) && !value.split('/').some((segment) => segment === '.' || segment === '..')) return;
    throw new StudyError({ where: `${file}: ${key}.${part}`, found: JSON.stringify(value), expected });
  };
  check('hub', name, /^[\w.-]+(\/[\w.-]+)?$/, 'a repository such as openai-community/gpt2');
  check('revision', revision, /^[\w.-]+(\/[\w.-]+)*$/, 'a commit, a branch or a tag');
  check('folder', folder, /^$|^[\w. -]+(\/[\w. -]+)*$/, 'a folder of the repository such as blocks.7.hook_resid_pre');
}

/** The part of a study that says where its model and its dictionary come from: a folder, or a repository of the hub at a commit. */
export type ModelSource = ({ readonly path: string } | { readonly hub: string; readonly revision: string }) & {
  /** Settles which token is the BOS, where the files of the model do not agree. */
  readonly bos_token?: string;
};

export interface DictionarySource {
  readonly path?: string;
  readonly hub?: string;
  /** Folder inside the repository. */
  readonly folder?: string;
  readonly revision?: string;
}

/** What a study may ask of its model instead of itself, to see what needs no learning. */
export const CONTROLS = ['none', 'shuffled-weights'] as const;

export interface StudySources {
  readonly model: ModelSource;
  /** Made by `seed`; itself where neither is given. */
  readonly control?: (typeof CONTROLS)[number];
  readonly seed?: number;
  readonly sae: DictionarySource;
  /** The study file, for messages. */
  readonly file: string;
}
