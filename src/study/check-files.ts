/** That the files and folders a study names exist and are of the right kind, before anything is computed. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { hasCode, StudyError } from '../errors.ts';
import type { Study } from './study.ts';

export function checkFiles(study: Study): void {
  const where = (key: string) => `${basename(study.file)}: ${key}`;
  if ('path' in study.model) check(where('model.path'), study.model.path, 'folder');
  if (study.sae.path !== undefined) check(where('sae.path'), study.sae.path, 'folder');
  check(where('task.file'), study.task.file, 'file');
  if (study.labels?.file !== undefined) check(where('labels.file'), study.labels.file, 'file');
  if (study.corpus !== undefined) check(where('corpus.file'), study.corpus.file, 'file');
}

function check(where: string, path: string, kind: 'file' | 'folder'): void {
  try {
    const isFolder = statSync(path).isDirectory();
    if (isFolder === (kind === 'folder')) return;
    throw new StudyError({ where, found: `${path} is a ${isFolder ? 'folder' : 'file'}`, expected: `a ${kind}` });
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    const fix = 'Paths are relative to the study file.';
    throw new StudyError({ where, found: `there is nothing at ${path}`, expected: `a ${kind}`, fix }, { cause: error });
  }
}
