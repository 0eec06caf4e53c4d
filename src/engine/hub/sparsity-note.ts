/**
 * An SAE's firing frequencies (sparsity.safetensors) are optional on the hub, and decide which features count as live and how the
 * nulls match them: a study of the hub that goes without says so.
 */

import { RepositoryCache } from './cache.ts';
import type { HubEnvironment } from './environment.ts';
import { pathIn, type StudySources, studyRepositories } from './repository.ts';

const SPARSITY = 'sparsity.safetensors';

/** Null where there is nothing to say: the file is there, or the SAE is a folder of the user's own. */
export function sparsityNote(study: StudySources, environment: Pick<HubEnvironment, 'cache'>): string | null {
  const sae = studyRepositories(study).find(({ key }) => key === 'sae');
  if (sae === undefined) return null;
  const cache = new RepositoryCache(environment.cache, sae.name);
  const commit = cache.commitOf(sae.revision);
  const path = pathIn(sae, SPARSITY);
  if (commit === undefined || cache.has(commit, path)) return null;
  const why = cache.isKnownAbsent(commit, path)
    ? `${sae.name} has no ${SPARSITY}`
    : `${SPARSITY} of ${sae.name} is not here, though the hub may have one`;
  return `${why}: every feature with a decoder row counts as live, and nulls match features by how often the task's prompts activate them`;
}
