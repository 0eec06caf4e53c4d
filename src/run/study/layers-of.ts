/** How many layers a model has, by its config.json, for `layers: all`: the folder's, or that of the hub's cache. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { RepositoryCache } from '../../engine/hub/cache.ts';
import { hubEnvironment } from '../../engine/hub/environment.ts';
import type { ModelSource } from '../../engine/hub/repository.ts';
import type { Complain } from './complain.ts';
import { isMapping } from './fill.ts';

/** The names under which architectures keep the number. */
const KEYS = ['num_hidden_layers', 'n_layer', 'n_layers'];

/** @param complain of the dictionary that asks */
export function layersOf(model: ModelSource, complain: Complain): number {
  const file = configFile(model);
  const unknown = (found: string): never =>
    complain(
      ['layers'],
      `all, but ${found}`,
      'a range such as 0-11, or a model whose config.json says how many there are',
    );
  if (file === undefined || !existsSync(file)) return unknown('the config.json of the model is not here');
  const count = countIn(readFileSync(file, 'utf8'));
  return count ?? unknown(`${file} names no number of layers`);
}

function configFile(model: ModelSource): string | undefined {
  if ('path' in model) return join(model.path, 'config.json');
  const cache = new RepositoryCache(hubEnvironment(process.env, homedir()).cache, model.hub);
  const commit = cache.commitOf(model.revision);
  return commit === undefined ? undefined : join(cache.snapshot(commit), 'config.json');
}

function countIn(text: string): number | undefined {
  try {
    const config: unknown = JSON.parse(text);
    if (!isMapping(config)) return undefined;
    const count = KEYS.map((key) => config[key]).find((value) => Number.isInteger(value) && Number(value) > 0);
    return typeof count === 'number' ? count : undefined;
  } catch {
    return undefined; // not JSON: the caller says that it names no number
  }
}
