/** A JSON file with an object at its top, or a StudyError that names the file, and the line where it is not JSON. */
import { readFileSync } from 'node:fs';
import { hasCode, StudyError } from '../../../errors.ts';
import { fileKind, HEAD_BYTES, isText } from '../../../file-kind.ts';
import { JsonFault, parseJson } from './json-text.ts';

export async function readJsonObject(path: string, what: string): Promise<Record<string, unknown>> {
  return readJsonFile(path, what);
}

/** The same at once. */
export function readJsonFile(path: string, what: string): Record<string, unknown> {
  return parseJsonObject(readBytesOf(path, what), path, what);
}

/** The same, or an empty object where there is no such file. */
export function readOptionalJson(path: string, what: string): Record<string, unknown> {
  const bytes = readBytesOf(path, what, 'optional');
  return bytes === undefined ? {} : parseJsonObject(bytes, path, what);
}

/** A text file of UTF-8. */
export function readText(path: string, what: string): string {
  return textOf(readBytesOf(path, what), path, what);
}

/** @param bytes of the file @param path for messages */
export function parseJsonObject(bytes: Uint8Array, path: string, what: string): Record<string, unknown> {
  const text = textOf(bytes, path, what);
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    const kind = fileKind(bytes, bytes.length);
    const found = kind?.found ?? `text that is not JSON (${cause.message})`;
    throw new StudyError({ where: path, found, expected: what, ...(kind && { fix: kind.fix }) }, { cause });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new StudyError({ where: path, found: 'JSON that is not an object', expected: what });
  }
  return json as Record<string, unknown>;
}

function readBytesOf(path: string, what: string): Uint8Array;
function readBytesOf(path: string, what: string, missing: 'optional'): Uint8Array | undefined;
function readBytesOf(path: string, what: string, missing?: 'optional'): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT') && missing === 'optional') return undefined;
    if (hasCode(error, 'ENOENT')) throw new StudyError({ where: path, found: 'no such file', expected: what });
    if (hasCode(error, 'EISDIR')) throw new StudyError({ where: path, found: 'a folder', expected: what });
    if (hasCode(error, 'EACCES'))
      throw new StudyError({ where: path, found: 'permission denied', expected: `a readable file with ${what}` });
    throw error;
  }
}

function textOf(bytes: Uint8Array, path: string, what: string): string {
  // Windows writes UTF-16 where a shell redirects.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = bytes.subarray(0, HEAD_BYTES);
  try {
    if (bytes.length > 0 && isText(head)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) throw error;
  }
  const kind = fileKind(head, bytes.length) ?? {
    found: isText(head) ? 'bytes that are not UTF-8' : 'binary data, not a text',
    fix: 'Save or download it again.',
  };
  throw new StudyError({ where: path, found: kind.found, expected: what, fix: kind.fix });
}
