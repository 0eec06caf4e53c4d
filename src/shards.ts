/**
 * Shards: the results of one batch of a long stage, each in its own file, so that a killed run continues where it stopped.
 *
 * A shard folder is named by its stage's hash and holds `plan.json` (what each shard is to contain, fixed before the first is
 * computed) and `<index>.shard`. A file is written under a temporary name and renamed, so one that exists is whole. Layout:
 * eight bytes 'cofire01', a 32-bit little-endian header length, a JSON header {name: {type, dims}}, zeros up to a multiple of
 * eight, then the arrays in the header's order, each padded to eight bytes.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from './errors.ts';

export interface ShardArray {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

export type Shard = Readonly<Record<string, ShardArray>>;

const MAGIC = 'cofire01';
const TYPES = { f32: Float32Array, i32: Int32Array } as const;
type Header = Record<string, { type: keyof typeof TYPES; dims: number[] }>;

export interface ShardFolder {
  readonly path: string;
  has(index: number): boolean;
  write(index: number, shard: Shard): void;
  read(index: number): Shard;
}

/**
 * Opens the folder of one stage run, with its plan stored.
 * @param plan plain JSON; one that differs from the stored plan is a bug, because the folder's name is a hash of its causes
 */
export function openShards(out: string, stage: string, hash: string, plan?: unknown): ShardFolder {
  const path = join(out, 'shards', `${stage}-${hash.slice(0, 16)}`);
  const planFile = join(path, 'plan.json');
  if (plan !== undefined) {
    const text = `${JSON.stringify(plan)}\n`;
    mkdirSync(path, { recursive: true });
    if (!existsSync(planFile)) writeWhole(planFile, Buffer.from(text));
    else if (readFileSync(planFile, 'utf8') !== text) throw new Error(`${planFile}: not the plan of this run`);
  }
  const fileOf = (index: number): string => join(path, `${index}.shard`);
  return {
    path,
    has: (index) => existsSync(fileOf(index)),
    write: (index, shard) => writeWhole(fileOf(index), encodeShard(shard)),
    read: (index) => decodeShard(readFileSync(fileOf(index)), fileOf(index)),
  };
}

/** The plan stored in a folder that an earlier stage filled. */
export function readPlan<Plan>(folder: ShardFolder): Plan {
  return JSON.parse(readFileSync(join(folder.path, 'plan.json'), 'utf8')) as Plan;
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
  const parts = [Buffer.from(MAGIC), length, json, padding(MAGIC.length + 4 + json.length)];
  for (const { data } of Object.values(shard)) {
    parts.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength), padding(data.byteLength));
  }
  return Buffer.concat(parts);
}

/** @throws StudyError for a file that is not a whole shard */
export function decodeShard(bytes: Buffer, where: string): Shard {
  const refuse = (found: string): never => {
    throw new StudyError({ where, found, expected: 'a whole shard', fix: 'Delete the file and run again.' });
  };
  if (bytes.length < 12 || bytes.toString('latin1', 0, 8) !== MAGIC)
    return refuse('a file that is no shard of this version');
  const end = 12 + bytes.readUInt32LE(8);
  if (end > bytes.length) return refuse('a truncated header');
  const header = JSON.parse(bytes.toString('utf8', 12, end)) as Header;
  let at = aligned(end);
  const shard: Record<string, ShardArray> = {};
  for (const [name, { type, dims }] of Object.entries(header)) {
    const count = dims.reduce((product, dim) => product * dim, 1);
    if (at + count * 4 > bytes.length) return refuse(`a truncated array ${name}`);
    // Copied, because Buffers from a pool need not be aligned.
    const copy = new Uint8Array(bytes.subarray(at, at + count * 4));
    shard[name] = { data: new TYPES[type](copy.buffer, 0, count), dims };
    at = aligned(at + count * 4);
  }
  return shard;
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
