/**
 * The safetensors header: which tensors a file holds and where their bytes lie.
 *
 * Layout: 8 bytes header length N (unsigned, little-endian) · N bytes JSON · tensor bytes. The JSON maps each name to
 * {dtype, shape, data_offsets: [begin, end)}, offsets counted from the end of the header, row-major, little-endian.
 * Every rule of the reference implementation is checked, so a truncated or damaged file is found here and not in a result:
 * https://github.com/huggingface/safetensors/blob/main/safetensors/src/tensor.rs
 */
import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { hasCode, StudyError } from '../../../errors.ts';
import { fileKind, HEAD_BYTES, isText, SAFETENSORS } from '../../../file-kind.ts';
import { shown } from '../../../shown.ts';

/** Bytes of one element. Reading values is possible for F32, F16 and BF16; the others may be present and are skipped. */
export const ITEM_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;

type Dtype = keyof typeof ITEM_BYTES;

/** One tensor, described so that ONNX external data can point straight at it. */
export interface TensorEntry {
  readonly name: string;
  /** Absolute path with every symbolic link resolved. */
  readonly file: string;
  /** From the start of the file, in bytes. */
  readonly offset: number;
  readonly nBytes: number;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

export interface Safetensors {
  /** As the caller named it, for messages. */
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The reference implementation's own limit. */
const MAX_HEADER_BYTES = 100_000_000;
const AGAIN = 'Download or copy the file again.';

export async function openSafetensors(path: string): Promise<Safetensors> {
  return readSafetensors(path);
}

/** The same at once: a header is small. */
export function readSafetensors(path: string): Safetensors {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT'))
      throw new StudyError({ where: path, found: 'no such file', expected: 'a safetensors file' });
    if (hasCode(error, 'EACCES'))
      throw new StudyError({ where: path, found: 'permission denied', expected: 'a readable file' });
    throw error;
  }
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile())
      throw new StudyError({ where: path, found: 'not a regular file', expected: 'a safetensors file' });
    const { json, dataStart } = readHeader(handle, path, stat.size);
    return parse(json, path, realpathSync(path), dataStart, stat.size);
  } finally {
    closeSync(handle);
  }
}

function readHeader(handle: number, path: string, size: number): { json: unknown; dataStart: number } {
  const expected = 'the safetensors format';
  const refuse = (found: string, rule = expected): StudyError => {
    const kind = kindOf(handle, size);
    return kind === undefined
      ? new StudyError({ where: path, found, expected: rule, fix: AGAIN })
      : new StudyError({ where: path, found: kind.found, expected, fix: kind.fix });
  };
  if (size < 8) throw refuse(`${size} bytes`, `${expected} (8 bytes and a header)`);
  const prefix = new Uint8Array(8);
  readSync(handle, prefix, 0, 8, 0);
  const length = Number(new DataView(prefix.buffer).getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES)
    throw refuse('bytes that begin with no header of a believable length', `${expected}; this is another kind of file`);
  if (8 + length > size) throw refuse(`cut off at ${size} bytes`, `a header that ends at byte ${8 + length}`);
  const header = Buffer.alloc(length);
  readSync(handle, header, 0, length, 8);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(header);
    return { json: JSON.parse(text), dataStart: 8 + length };
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !hasCode(cause, 'ERR_ENCODING_INVALID_ENCODED_DATA')) throw cause;
    throw refuse('a header that is not JSON');
  }
}

/** Of a file whose beginning is no header. */
function kindOf(handle: number, size: number): { readonly found: string; readonly fix: string } | undefined {
  const head = new Uint8Array(Math.min(HEAD_BYTES, size));
  readSync(handle, head, 0, head.length, 0);
  const text = {
    found: `a text (${shown(Buffer.from(head.subarray(0, 40)).toString('utf8'))}), not weights`,
    fix: AGAIN,
  };
  const kind = fileKind(head, size);
  if (kind === undefined) return size >= 8 && isText(head) ? text : undefined;
  // Where it begins as it should, its header says what is wrong.
  return kind.found === SAFETENSORS ? undefined : kind;
}

function parse(json: unknown, path: string, file: string, dataStart: number, size: number): Safetensors {
  if (!isRecord(json))
    throw new StudyError({ where: path, found: 'a header that is not an object', expected: 'tensors by name' });
  const tensors = new Map<string, TensorEntry>();
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(json)) {
    if (name === '__metadata__') metadata = parseMetadata(value, path);
    else tensors.set(name, parseEntry(name, value, path, file, dataStart));
  }
  checkCoverage([...tensors.values()], path, dataStart, size);
  return { path, tensors, metadata };
}

function parseMetadata(value: unknown, path: string): Record<string, string> {
  const texts: Record<string, string> = {};
  if (!isRecord(value))
    throw new StudyError({ where: `${path}: __metadata__`, found: 'not an object', expected: 'texts by name' });
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') {
      throw new StudyError({ where: `${path}: __metadata__.${nameText(key)}`, found: shown(text), expected: 'a text' });
    }
    texts[key] = text;
  }
  return texts;
}

function parseEntry(name: string, value: unknown, path: string, file: string, dataStart: number): TensorEntry {
  const where = `${path}: tensor ${nameText(name)}`;
  if (!isRecord(value)) throw new StudyError({ where, found: shown(value), expected: 'dtype, shape and data_offsets' });
  const { dtype, shape, data_offsets: range } = value;
  if (!isDtype(dtype)) {
    throw new StudyError({
      where,
      found: `dtype ${shown(dtype)}`,
      expected: `one of ${Object.keys(ITEM_BYTES).join(', ')}`,
    });
  }
  if (!isCounts(shape))
    throw new StudyError({ where, found: `shape ${shown(shape)}`, expected: 'a list of whole numbers' });
  if (!isCounts(range) || range.length !== 2 || range[0] > range[1]) {
    throw new StudyError({
      where,
      found: `data_offsets ${shown(range)}`,
      expected: 'two whole numbers in order',
    });
  }
  const nBytes = shape.reduce((product, extent) => product * extent, ITEM_BYTES[dtype]);
  if (nBytes !== range[1] - range[0]) {
    const expected = `${nBytes} bytes for ${dtype} ${shown(shape).replaceAll(',', ', ')}`;
    throw new StudyError({ where, found: `${range[1] - range[0]} bytes of data`, expected });
  }
  return { name, file, offset: dataStart + range[0], nBytes, dtype, shape };
}

/** Tensors must follow each other without gap or overlap and end where the file ends. */
function checkCoverage(entries: TensorEntry[], path: string, dataStart: number, size: number): void {
  entries.sort((a, b) => a.offset - b.offset || a.nBytes - b.nBytes);
  let end = dataStart;
  let last = 'the header';
  for (const { name, offset, nBytes } of entries) {
    if (offset !== end) {
      const found =
        offset < end ? `overlaps ${last} by ${end - offset} bytes` : `a gap of ${offset - end} bytes after ${last}`;
      throw new StudyError({
        where: `${path}: tensor ${nameText(name)}`,
        found,
        expected: 'tensors that follow each other',
      });
    }
    end += nBytes;
    last = `tensor ${nameText(name)}`;
  }
  if (end > size) {
    const cut = entries.find((entry) => entry.offset + entry.nBytes > size);
    const found = `cut off at ${size} bytes, inside tensor ${nameText(cut?.name ?? '')}`;
    throw new StudyError({ where: path, found, expected: `${end} bytes as its header says`, fix: AGAIN });
  }
  if (end < size)
    throw new StudyError({
      where: path,
      found: `${size} bytes`,
      expected: `${end} bytes as its header says`,
      fix: AGAIN,
    });
}

/** A tensor's name as it stands where it is a plain one, else quoted. */
export function nameText(name: string): string {
  return /^[\w.-]{1,100}$/.test(name) ? name : shown(name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDtype(value: unknown): value is Dtype {
  return typeof value === 'string' && Object.hasOwn(ITEM_BYTES, value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
