/**
 * That the files and folders a study names exist and are of the right kind, and that those which only late stages read (labels,
 * generic text) can be read, before anything is computed.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { hasCode, StudyError } from '../../../src/errors.ts';
import type { ResolvedStudy } from '../../../src/run/study/study.ts';
import { type CooccurrenceSettings, name } from '../settings.ts';
import { readLabels } from './names/labels-file.ts';

export function checkFiles(study: ResolvedStudy): void {
  const where = (key: string) => `${basename(study.file)}: ${key}`;
  if ('path' in study.model) check(where('model.path'), study.model.path, 'folder');
  for (const { name: own, path } of study.dictionaries)
    if (path !== undefined) check(where(own === 'sae' ? 'sae.path' : `dictionaries.${own}.path`), path, 'folder');
  if (study.task !== undefined) check(where('task.file'), study.task.file, 'file');
  const { transfer } = (study.analyses[name]?.settings ?? {}) as Partial<Pick<CooccurrenceSettings, 'transfer'>>;
  for (const path of transfer?.tasks ?? []) check(where('transfer.tasks'), path, 'file');
  if (study.labels?.file !== undefined) {
    check(where('labels.file'), study.labels.file, 'file');
    readLabels(study.labels.file);
  }
  if (study.corpus !== undefined) {
    const { file } = study.corpus;
    check(where('corpus.file'), file, 'file');
    if (readFileSync(file, 'utf8').trim() === '')
      throw new StudyError({ where: where('corpus.file'), found: `no text in ${file}`, expected: 'a generic text' });
  }
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
