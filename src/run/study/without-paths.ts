/**
 * A study's settings without the place it lies in: every path is its last part, the name that a report shows. A moved or copied
 * study is equal here; what its files hold enters a hash by itself.
 */
import { basename } from 'node:path';
import type { Study } from './study.ts';

export function withoutPaths(study: Study): Omit<Study, 'file'> {
  const { file: _, model, sae, task, labels, corpus, ...rest } = study;
  return {
    ...rest,
    model: 'path' in model ? { path: basename(model.path) } : model,
    sae: sae.path === undefined ? sae : { ...sae, path: basename(sae.path) },
    task: { file: basename(task.file) },
    ...(labels !== undefined && {
      labels: labels.file === undefined ? labels : { ...labels, file: basename(labels.file) },
    }),
    ...(corpus !== undefined && { corpus: { file: basename(corpus.file) } }),
  };
}
