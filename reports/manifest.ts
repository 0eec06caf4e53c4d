/** run.json as the report reads it: every key may be absent, for a run that failed or is still going on. */
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { StudyError } from '../src/errors.ts';
import type { Manifest } from '../src/run/manifest.ts';
import type { Study } from '../src/run/study/study.ts';

export type RunManifest = Partial<Omit<Manifest, 'study'>> & { readonly study?: Partial<Study> };

export function readManifest(dir: string): RunManifest {
  const path = join(dir, 'run.json');
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RunManifest;
  } catch (error) {
    throw new StudyError(
      { where: path, found: 'text that is not JSON', expected: 'what `cofire run` wrote', fix: 'Run the study again.' },
      { cause: error },
    );
  }
}

/** True when the model lies in the project's own fixtures: a toy whose results say nothing about GPT-2. */
export function isBundled(manifest: RunManifest): boolean {
  const model = manifest.study?.model;
  return model !== undefined && 'path' in model && model.path.includes(`${sep}fixtures${sep}`);
}

/** A model or SAE in one line: its hub name and revision, or its folder's name. */
export function sourceName(
  source: { path?: string; hub?: string; folder?: string; revision?: string } | undefined,
): string {
  if (source?.hub !== undefined) {
    const folder = source.folder === undefined ? '' : ` / ${source.folder}`;
    return `${source.hub}${folder}${source.revision === undefined ? '' : ` @ ${source.revision.slice(0, 12)}`}`;
  }
  return source?.path?.split(sep).slice(-2).join('/') ?? 'unknown';
}
