/**
 * The bytes of a shard: named arrays, with a checksum that shows what happened to a file since it was written. Layout: eight bytes
 * 'cofire01', sha256 of the rest, a 32-bit little-endian header length, a JSON header {name: {type, dims}}, zeros up to a multiple of
 * eight, then the arrays in the header's order, each padded to eight bytes.
 */
import { createHash } from 'node:crypto';
import { StudyError } from '../errors.ts';

export interface ShardArray {
  readonly data: Float32Array | Float64Array | Int32Array;
  readonly dims: readonly number[];
}

export type Shard = Readonly<Record<string, ShardArray>>;

const MAGIC = 'cofire01';
const DIGEST_BYTES = 32;
/** Where the header's length stands. */
const START = MAGIC.length + DIGEST_BYTES;
const AGAIN = 'Delete the file and run again: only what it held is computed anew.';
const TYPES = { f32: Float32Array, f64: Float64Array, i32: Int32Array } as const;
type Header = Record<string, { type: keyof typeof TYPES; dims: number[] }>;

export function encodeShard(shard: Shard): Buffer {
  const header: Header = {};
  for (const [name, { data, dims }] of Object.entries(shard)) {
    const size = dims.reduce((product, dim) => product * dim, 1);
    if (size !== data.length) throw new RangeError(`shard ${name}: ${data.length} values, expected [${dims}]`);
    header[name] = { type: typeOf(data), dims: [...dims] };
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
    const nBytes = count * TYPES[type].BYTES_PER_ELEMENT;
    const copy = new Uint8Array(bytes.subarray(at, at + nBytes));
    shard[name] = { data: new TYPES[type](copy.buffer, 0, count), dims };
    at = aligned(at + nBytes);
  }
  return shard;
}

function digestOf(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function padding(length: number): Buffer {
  return Buffer.alloc(aligned(length) - length);
}

function typeOf(data: ShardArray['data']): keyof typeof TYPES {
  if (data instanceof Int32Array) return 'i32';
  return data instanceof Float32Array ? 'f32' : 'f64';
}
