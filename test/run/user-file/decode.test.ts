import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { decodeText, readUserText } from '../../../src/run/user-file/decode.ts';
import { temporaryFolder } from '../../engine/model/raw-safetensors.ts';

const TEXT = 'prompt;answer\nDie Straße für Özil é;Fußball\nSão “Paulo” – l’été;futebol\n';
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const western = (text: string): Buffer =>
  Buffer.from(text.replace(/[“”–’€]/g, (sign) => String.fromCharCode({ '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92, '€': 0x80 }[sign] ?? 0)), 'latin1'); // biome-ignore format: one line

describe('decodeText reads', () => {
  it.each<[string, Buffer, RegExp | null]>([
    ['UTF-8', Buffer.from(TEXT), null],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`), null],
    ['UTF-16 LE', Buffer.from(TEXT, 'utf16le'), /UTF-16 LE/],
    ['UTF-16 LE with its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), /UTF-16 LE/],
    ['UTF-16 BE', swapped(Buffer.from(TEXT, 'utf16le')), /UTF-16 BE/],
    ['UTF-16 BE with its mark', swapped(Buffer.from(`\ufeff${TEXT}`, 'utf16le')), /UTF-16 BE/],
    ['Windows-1252', western(TEXT), /Windows-1252.*"Straße" in line 2/],
    ['gzip', gzipSync(TEXT), /unpacked/],
  ])('%s', (_, bytes, note) => {
    const { text, notes } = decodeText(bytes, 'a.csv', 'a table');
    expect(text).toBe(TEXT);
    if (note === null) expect(notes).toEqual([]);
    else expect(notes.join()).toMatch(note);
  });
});

describe('decodeText names', () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(Buffer.from(TEXT))]);
  it.each<[string, Buffer, RegExp]>([
    ['a workbook', zip, /Excel workbook \(xlsx\)/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /\(xls\)/],
    ['Parquet', Buffer.from('PAR1....'), /Parquet/],
    ['a PDF', Buffer.from('%PDF-1.7'), /a PDF/],
    ['SQLite', Buffer.from('SQLite format 3\0'), /SQLite/],
    ['a web page', Buffer.from('\n<!DOCTYPE html><html>'), /a web page/],
    ['a pointer of Git LFS', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), /Git LFS/],
    ['a damaged gzip file', gzipSync(TEXT).subarray(0, 40), /a damaged gzip file/],
    ['binary data', Buffer.from(Array.from({ length: 999 }, (_, i) => i % 7)), /binary data/],
    ['half of UTF-16', Buffer.from(TEXT, 'utf16le').subarray(0, 31), /not whole UTF-16/],
    [
      'damaged UTF-8',
      Buffer.concat([Buffer.from('Özil\nx'), Buffer.from([0xfc, 0x78])]),
      /line 2: bytes that are not UTF-8/,
    ],
    [
      'Mac Roman',
      Buffer.concat([Buffer.from('\nM'), Buffer.from([0x9f]), Buffer.from('ller')]),
      /line 2: .*old encoding/,
    ],
    [
      'code page 850',
      Buffer.concat([Buffer.from('M'), Buffer.from([0x94]), Buffer.from('ller, K'), Buffer.from([0xe1])]),
      /old encoding/,
    ],
    ['what has no meaning in Windows-1252', Buffer.from([0x41, 0xe9, 0x81, 0x42]), /neither UTF-8 nor/],
  ])('%s', (_, bytes, message) => {
    const read = () => decodeText(bytes, 'a.csv', 'a table');
    expect(read).toThrow(StudyError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/[^\P{Cc}\n]/u);
  });
});

it('readUserText names a file that is not there, and a folder', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'd'));
  writeFileSync(join(folder, 'a.csv'), 'x');
  expect(readUserText(join(folder, 'a.csv'), 'task.file', 'a table').text).toBe('x');
  expect(() => readUserText(join(folder, 'b.csv'), 'task.file', 'a table')).toThrow('no such file, expected the file that task.file names'); // biome-ignore format: one line
  expect(() => readUserText(join(folder, 'd'), 'task.file', 'a table')).toThrow('a folder, expected a table');
});
