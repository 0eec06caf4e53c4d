/**
 * The text of a file that a person made: UTF-8, UTF-16 with or without a byte-order mark, or Windows-1252 where it is plainly that;
 * gzip is unpacked. Everything else is named for what its first bytes say it is, and never printed.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hasCode, StudyError } from '../../errors.ts';
import { fileKind } from '../../file-kind.ts';
import { shown } from '../../shown.ts';

export interface UserText {
  readonly text: string;
  /** What was done to read it, where that is more than UTF-8. */
  readonly notes: readonly string[];
}

/** Bytes that gzip may unpack to: a labels file of a large dictionary has some tens of MB. */
const MOST_UNPACKED = 512 * 2 ** 20;

/** @param key the setting that names the file @param what what it should be: `a task (CSV)` @throws StudyError */
export function readUserText(file: string, key: string, what: string): UserText {
  try {
    return decodeText(readFileSync(file), basename(file), what);
  } catch (error) {
    if (hasCode(error, 'ENOENT'))
      throw new StudyError({ where: file, found: 'no such file', expected: `the file that ${key} names` });
    if (hasCode(error, 'EISDIR')) throw new StudyError({ where: file, found: 'a folder', expected: what });
    throw error;
  }
}

/** @param name the file, for messages */
export function decodeText(bytes: Uint8Array, name: string, what: string): UserText {
  const notes: string[] = [];
  let data = bytes;
  if (data[0] === 0x1f && data[1] === 0x8b) {
    data = unpacked(data, name, what);
    notes.push('unpacked from gzip');
  }
  // Without a row there is another message.
  const kind = data.length === 0 ? undefined : fileKind(data, data.length);
  if (kind !== undefined)
    throw new StudyError({ where: name, found: kind.found, expected: what, fix: kind.tableFix ?? kind.fix });
  const wide = wideEncoding(data);
  if (wide !== undefined) {
    notes.push(`read as ${wide === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'}`);
    const text = decoded(wide, data);
    if (text === undefined)
      throw new StudyError({ where: name, found: 'text that is not whole UTF-16', expected: what, fix: SAVE });
    return { text: text.replace(/^\ufeff/, ''), notes };
  }
  const text = decoded('utf-8', data);
  if (text !== undefined) {
    refuseBinary(text, name, what);
    return { text: text.replace(/^\ufeff/, ''), notes };
  }
  const western = fromWindows1252(data, name, what);
  return { text: western.text, notes: [...notes, western.note] };
}

const SAVE = 'Save it as CSV UTF-8.';
/** A few NULs may stand in cells, which are named with their rows. */
function refuseBinary(text: string, name: string, what: string): void {
  const nuls = text.length - text.replaceAll('\0', '').length;
  if (nuls > 8 && nuls > text.length / 100)
    throw new StudyError({ where: name, found: 'binary data', expected: what, fix: SAVE });
}

function unpacked(data: Uint8Array, name: string, what: string): Uint8Array {
  try {
    return gunzipSync(data, { maxOutputLength: MOST_UNPACKED });
  } catch (cause) {
    const found = hasCode(cause, 'ERR_BUFFER_TOO_LARGE')
      ? `a gzip file of more than ${MOST_UNPACKED / 2 ** 20} MiB`
      : 'a damaged gzip file';
    throw new StudyError({ where: name, found, expected: what, fix: 'Download or pack it again.' }, { cause });
  }
}

/** UTF-16 by its mark, or by the zero bytes of its first letters. */
function wideEncoding(data: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (data[0] === 0xff && data[1] === 0xfe) return 'utf-16le';
  if (data[0] === 0xfe && data[1] === 0xff) return 'utf-16be';
  const first = data.subarray(0, 12);
  if (first.length < 4) return undefined;
  const zero = (offset: number) => first.every((byte, i) => (i % 2 === offset ? byte === 0 : byte !== 0));
  return zero(1) ? 'utf-16le' : zero(0) ? 'utf-16be' : undefined;
}

function decoded(encoding: string, data: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return undefined;
  }
}

/** Bytes with no meaning in Windows-1252. */
const UNDEFINED_BYTES = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/** 0x80 to 0x9f there; all else is Latin-1. (Node's own decoder of that name reads Latin-1.) */
const FROM_0X80 = [...'€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ'];
/** Euro, ellipsis, quotes, bullet, dashes. */
const PUNCTUATION = [0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97];

function fromWindows1252(data: Uint8Array, name: string, what: string): { text: string; note: string } {
  const high = data.filter((byte) => byte >= 0x80);
  const lenient = new TextDecoder('utf-8').decode(data);
  const line = 1 + (lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd'))).match(/\r\n|\n|\r/g)?.length ?? 0);
  const refuse = (found: string): never => {
    throw new StudyError({ where: `${name}: line ${line}`, found, expected: `${what} in UTF-8`, fix: SAVE });
  };
  if (data.some((byte) => byte < 9)) refuse('binary data');
  // Whole characters of UTF-8 beside broken ones: it was UTF-8, and is damaged.
  if (/[^\p{ASCII}\ufffd]/u.test(lenient))
    refuse('bytes that are not UTF-8 in a file that otherwise is: a damaged file, or two put together');
  if (high.some((byte) => UNDEFINED_BYTES.includes(byte))) refuse('bytes that are neither UTF-8 nor Windows-1252');
  const text = Buffer.from(data)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => FROM_0X80[sign.charCodeAt(0) - 0x80]);
  const word = /[^\s,;"]*\P{ASCII}[^\s,;"]*/u.exec(text)?.[0] ?? '';
  // Western letters lie above 0xc0 there. Mac Roman has its letters below 0xa0, code page 850 some where quotes stand here.
  const hasLetters = high.some((byte) => byte >= 0xc0);
  const isLow = (byte: number): boolean => byte < 0xa0 && !PUNCTUATION.includes(byte);
  if ((!hasLetters && high.some(isLow)) || /[A-Za-z][\u201a\u201e\u201c\u201d\u2020\u2021\u0192\u20ac][a-z]/.test(text))
    refuse(`bytes that are not UTF-8 (an old encoding that cannot be told: ${shown(word)} if it were Windows-1252)`);
  return {
    text,
    note: `read as Windows-1252 (Latin-1), as Excel writes it: ${shown(word)} in line ${line}; save as CSV UTF-8 if that is wrong`,
  };
}
