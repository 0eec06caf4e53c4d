/**
 * run.json: everything needed to say what a run folder holds and to make it again. Settings as resolved, versions,
 * sha256 of every file read, seed, and what each stage did.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256OfPath } from '../sha256.ts';
import { writeAtomic } from '../write-atomic.ts';
import type { Unit } from './analysis.ts';
import { filesOf } from './stage-hash.ts';
import type { Study } from './study/study.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface StageReport {
  readonly analysis: string;
  /** The schema of its tables. */
  readonly scope: string;
  readonly stage: string;
  readonly hash: string;
  readonly rows: number;
  /** Time of the stage when it last ran, and the highest resident memory meanwhile. */
  readonly seconds: number;
  readonly peak_rss_bytes: number;
  /** Its hash had not changed, so it was not run again. */
  readonly skipped: boolean;
}

export interface Manifest {
  readonly cofire: string;
  readonly node: string;
  readonly platform: string;
  /** Versions of the packages that cofire depends on, as installed. */
  readonly packages: Readonly<Record<string, string>>;
  readonly started: string;
  readonly seconds: number;
  readonly threads: number;
  /** What the run was allowed to hold in memory. */
  readonly memory_bytes: number;
  /** `running` until the last stage ends; `failed` names the stage in `failed_stage`. */
  readonly status: 'running' | 'done' | 'failed';
  readonly failed_stage?: string;
  readonly seed: number;
  readonly study: Study;
  /** sha256 of model, SAE, task and every other file a stage reads, by its path from the study file. */
  readonly sha256: Readonly<Record<string, string>>;
  readonly stages: readonly StageReport[];
  /** Stages not reached by this run (--to, a failure) whose tables an earlier run made with other settings, code or inputs. */
  readonly outdated: readonly string[];
}

export function writeManifest(out: string, manifest: Manifest): void {
  writeAtomic(join(out, 'run.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

export function versions(): Pick<Manifest, 'cofire' | 'node' | 'platform' | 'packages'> {
  const own = readJson<{ version: string; dependencies: Record<string, string> }>(join(ROOT, 'package.json'));
  const packages = Object.fromEntries(
    Object.keys(own.dependencies).map((name) => [
      name,
      readJson<{ version: string }>(join(ROOT, 'node_modules', name, 'package.json')).version,
    ]),
  );
  return { cofire: own.version, node: process.version, platform: `${process.platform} ${process.arch}`, packages };
}

export function digestsOf(units: readonly Unit[], study: Study): Record<string, string> {
  const files = new Set([...(study.task === undefined ? [] : [study.task.file]), ...units.flatMap(filesOf)]);
  return Object.fromEntries(
    [...files].sort().map((file) => [relative(join(study.file, '..'), file), sha256OfPath(file)]),
  );
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
