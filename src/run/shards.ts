/**
 * Shards: the results of one batch of a long stage, each in its own file, so that a killed run continues where it stopped.
 *
 * A shard folder is named by its stage's hash and holds `plan.json` (what each shard is to contain, fixed before the first is
 * computed), `inputs.shard` (arrays that shards need beside the plan), `<index>.shard` and, where one could not be made,
 * `<index>.failed.json`. A file is written under a name that no other
 * process, host or container can choose, forced to the disk, and linked into place: the first writer wins, and a file that exists
 * was written whole. What happened to it since is seen by its checksum.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasCode, StudyError } from '../errors.ts';
import { sha256 } from '../sha256.ts';
import { temporaryPath } from '../temporary-path.ts';
import { writeAtomic } from '../write-atomic.ts';
import { decodeShard, encodeShard, type Shard } from './shard-file.ts';

export type { Shard, ShardArray } from './shard-file.ts';

const PLAN = 'plan.json';
const MATERIAL = 'inputs.shard';

export interface ShardFolder {
  readonly path: string;
  has(index: number): boolean;
  /** A shard that is there already stays. */
  write(index: number, shard: Shard): void;
  read(index: number): Shard;
  /** Notes beside a shard why it could not be made, until it is. */
  fail(index: number, error: unknown): void;
  hasFailed(index: number): boolean;
  /** The plan and the first `count` shards, whether they exist or not. */
  files(count: number): string[];
}

/**
 * The folder of one stage run.
 * @param plan plain JSON, stored; a stored plan that differs was damaged, because the folder's name is a hash of the plan's causes
 */
export function openShards(out: string, stage: string, hash: string, plan?: unknown): ShardFolder {
  const path = shardPath(out, stage, hash);
  const fileOf = (index: number): string => join(path, `${index}.shard`);
  const failureOf = (index: number): string => join(path, `${index}.failed.json`);
  const folder: ShardFolder = {
    path,
    has: (index) => existsSync(fileOf(index)),
    write: (index, shard) => {
      writeOnce(fileOf(index), encodeShard(shard));
      rmSync(failureOf(index), { force: true });
    },
    read: (index) => decodeShard(readWhole(fileOf(index)), fileOf(index)),
    fail: (index, error) => writeAtomic(failureOf(index), `${JSON.stringify(describeFailure(error))}\n`),
    hasFailed: (index) => existsSync(failureOf(index)),
    files: (count) => [join(path, PLAN), ...Array.from({ length: count }, (_, index) => fileOf(index))],
  };
  if (plan !== undefined) storePlan(folder, plan);
  return folder;
}

export function shardPath(out: string, stage: string, hash: string): string {
  return join(out, 'shards', `${stage}-${hash.slice(0, 16)}`);
}

export function hasPlan({ path }: ShardFolder): boolean {
  return existsSync(join(path, PLAN));
}

/** The plan stored in a folder. */
export function readPlan<Plan>({ path }: ShardFolder): Plan {
  const file = join(path, PLAN);
  const text = readWhole(file).toString('utf8');
  try {
    const { sha256: digest, plan } = JSON.parse(text) as { sha256: string; plan: Plan };
    if (sha256(JSON.stringify(plan)) === digest) return plan;
  } catch {
    // What is no JSON is damaged as much as what has another digest.
  }
  throw damagedPlan(file);
}

function storePlan(folder: ShardFolder, plan: unknown): void {
  const text = JSON.stringify(plan, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new Error(`plan: ${key} is ${value}, expected a finite number`);
    return value;
  });
  writeOnce(join(folder.path, PLAN), Buffer.from(`${JSON.stringify({ sha256: sha256(text), plan })}\n`));
  if (JSON.stringify(readPlan(folder)) !== text) throw damagedPlan(join(folder.path, PLAN));
}

/** The arrays stored beside a plan, or undefined where there is no file. */
export function readMaterial({ path }: ShardFolder): Shard | undefined {
  const file = join(path, MATERIAL);
  return existsSync(file) ? decodeShard(readWhole(file), file) : undefined;
}

export function writeMaterial({ path }: ShardFolder, material: Shard): void {
  writeOnce(join(path, MATERIAL), encodeShard(material));
}

/** Puts aside a shard that is not whole, so that it is made anew. @returns what was wrong with it, or undefined for a whole one or none */
export function setAsideDamaged({ path }: ShardFolder, index: number): string | undefined {
  return setAside(join(path, `${index}.shard`));
}

/** The same with the arrays beside the plan. */
export function setAsideMaterial({ path }: ShardFolder): string | undefined {
  return setAside(join(path, MATERIAL));
}

function setAside(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    decodeShard(readWhole(file), file);
    return undefined;
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    let place = 0;
    while (existsSync(`${file}.bad-${place}`)) place++;
    renameSync(file, `${file}.bad-${place}`);
    return `${file}: ${error.complaint.found}; made anew, and kept as ${file}.bad-${place}`;
  }
}

function describeFailure(error: unknown): object {
  const { message, stack = null } = error instanceof Error ? error : new Error(String(error));
  // What a user can mend needs no stack.
  return { errors: [message], hosts: [hostname()], stack: error instanceof StudyError ? null : stack };
}

function damagedPlan(where: string): StudyError {
  const fix = 'Delete its folder and run again.';
  return new StudyError({
    where,
    found: 'another plan than this run makes',
    expected: 'the plan it was written with',
    fix,
  });
}

function readWhole(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    const fix = 'Run the study again: what is missing is computed anew.';
    throw new StudyError({
      where: file,
      found: 'no such file',
      expected: 'one that an earlier stage wrote',
      fix,
    });
  }
}

/** Writes a file whole, under its name, unless there is one already. */
function writeOnce(file: string, bytes: Buffer): void {
  mkdirSync(join(file, '..'), { recursive: true });
  const temporary = temporaryPath(file);
  try {
    const descriptor = openSync(temporary, 'wx');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    putInPlace(temporary, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** @throws EEXIST where there is a file already */
function putInPlace(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    // Disks without links (FAT, some network mounts): there a later writer of the same bytes replaces an earlier one.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].some((code) => hasCode(error, code))) throw error;
    renameSync(temporary, file);
  }
}
