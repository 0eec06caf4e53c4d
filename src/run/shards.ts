/**
 * Shards: the results of one batch of a long stage, each in its own file, so that a killed run continues where it stopped.
 *
 * A shard folder is named by its stage's hash and holds `plan.json` (what each shard is to contain, fixed before the first is
 * computed) and `<index>.shard`. A file is written under a temporary name and renamed, so one that exists was written whole; what
 * happened to it since is seen by its checksum. Layout: eight bytes 'cofire01', sha256 of the rest, a 32-bit little-endian header
 * length, a JSON header {name: {type, dims}}, zeros up to a multiple of eight, then the arrays in the header's order, each padded
 * to eight bytes.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, StudyError } from '../errors.ts';

export interface ShardArray {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

export type Shard = Readonly<Record<string, ShardArray>>;

const MAGIC = 'cofire01';
const DIGEST_BYTES = 32;
/** Where the header's length stands. */
const START = MAGIC.length + DIGEST_BYTES;
const AGAIN = 'Delete the file and run again: only what it held is computed anew.';
const TYPES = { f32: Float32Array, i32: Int32Array } as const;
type Header = Record<string, { type: keyof typeof TYPES; dims: number[] }>;

export interface ShardFolder {
  readonly path: string;
  has(index: number): boolean;
  write(index: number, shard: Shard): void;
  read(index: number): Shard;
  /** The plan and the first `count` shards, whether they exist or not. */
  files(count: number): string[];
}

/**
 * Opens the folder of one stage run, with its plan stored.
 * @param plan plain JSON; a stored plan that differs was damaged, because the folder's name is a hash of the plan's causes
 */
export function openShards(out: string, stage: string, hash: string, plan?: unknown): ShardFolder {
  const path = join(out, 'shards', `${stage}-${hash.slice(0, 16)}`);
  const planFile = join(path, 'plan.json');
  if (plan !== undefined) {
    const text = `${JSON.stringify(plan)}\n`;
    mkdirSync(path, { recursive: true });
    if (!existsSync(planFile)) writeWhole(planFile, Buffer.from(text));
    else if (readFileSync(planFile, 'utf8') !== text) throw damagedPlan(planFile);
  }
  const fileOf = (index: number): string => join(path, `${index}.shard`);
  return {
    path,
    has: (index) => existsSync(fileOf(index)),
    write: (index, shard) => writeWhole(fileOf(index), encodeShard(shard)),
    read: (index) => decodeShard(readWhole(fileOf(index)), fileOf(index)),
    files: (count) => [planFile, ...Array.from({ length: count }, (_, index) => fileOf(index))],
  };
}

export function hasPlan(folder: ShardFolder): boolean {
  return existsSync(join(folder.path, 'plan.json'));
}

/** The plan stored in a folder that an earlier stage filled. */
export function readPlan<Plan>(folder: ShardFolder): Plan {
  const file = join(folder.path, 'plan.json');
  const text = readWhole(file).toString('utf8');
  try {
    return JSON.parse(text) as Plan;
  } catch {
    throw damagedPlan(file);
  }
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

export function encodeShard(shard: Shard): Buffer {
  const header: Header = {};
  for (const [name, { data, dims }] of Object.entries(shard)) {
    const size = dims.reduce((product, dim) => product * dim, 1);
    if (size !== data.length) throw new RangeError(`shard ${name}: ${data.length} values, expected [${dims}]`);
    header[name] = { type: data instanceof Float32Array ? 'f32' : 'i32', dims: [...dims] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const parts = [length, json, padding(START + 4 + json.length)];
  for (const { data } of Object.values(shard)) {
    parts.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength), padding(data.byteLength));
  }
  return Buffer.concat([Buffer.from(MAGIC), digestOf(parts), ...parts]);
}

/** @throws StudyError for a file that is not a whole shard */
export function decodeShard(bytes: Buffer, where: string): Shard {
  const refuse = (found: string): StudyError => new StudyError({ where, found, expected: 'a whole shard', fix: AGAIN });
  if (bytes.length < START + 4 || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw refuse('a file that is no shard of this version');
  if (!bytes.subarray(MAGIC.length, START).equals(digestOf([bytes.subarray(START)])))
    throw refuse('content that does not match its checksum (cut off, or changed since it was written)');
  const end = START + 4 + bytes.readUInt32LE(START);
  const header = JSON.parse(bytes.toString('utf8', START + 4, end)) as Header;
  let at = aligned(end);
  const shard: Record<string, ShardArray> = {};
  for (const [name, { type, dims }] of Object.entries(header)) {
    const count = dims.reduce((product, dim) => product * dim, 1);
    // Copied, because Buffers from a pool need not be aligned.
    const copy = new Uint8Array(bytes.subarray(at, at + count * 4));
    shard[name] = { data: new TYPES[type](copy.buffer, 0, count), dims };
    at = aligned(at + count * 4);
  }
  return shard;
}

function digestOf(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function readWhole(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    const fix = 'Run the study again: what is missing is computed anew.';
    throw new StudyError({
      where: file,
      found: 'there is no such file',
      expected: 'one that an earlier stage wrote',
      fix,
    });
  }
}

function writeWhole(file: string, bytes: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function padding(length: number): Buffer {
  return Buffer.alloc(aligned(length) - length);
}
