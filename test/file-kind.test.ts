import { describe, expect, test } from 'vitest';
import { fileKind, HEAD_BYTES, isText } from '../src/file-kind.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const kind = (text: string): string | undefined => fileKind(bytes(text), text.length)?.found;

describe('what the bytes of a file are', () => {
  test.each([
    ['', /an empty file/],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 3\n', /Git LFS pointer/],
    ['../../.git/annex/objects/x', /git-annex pointer/],
    ['/annex/objects/SHA256E-s1', /git-annex pointer/],
    ['<!DOCTYPE html><html>', /web page/],
    ['\n  <html lang="en">', /web page/],
    ['\xef\xbb\xbf<?xml version="1.0"?>', /web page/],
    ['Entry not found', /error message of a web server/],
    ['Access to model x is restricted', /error message/],
    ['PK\x03\x04\x00\x00archive/data.pkl', /zip archive of PyTorch/],
    ['PK\x03\x04\x00\x00W_enc.npy', /zip archive of NumPy/],
    ['PK\x03\x04\x00\x00x.csv', /^a zip archive$/],
    ['PK\x05\x06\x00', /^a zip archive$/],
    ['\x1f\x8b\x08\x00', /gzip/],
    ['BZh91AY', /bzip2/],
    ['\xfd7zXZ\x00', /xz/],
    ['\x28\xb5\x2f\xfd', /zstd/],
    [`${'a'.repeat(257)}ustar`, /tar archive/],
    ['\x80\x02}q\x00', /Python pickle/],
    ['\x80\x04\x95', /Python pickle/],
    ['\x93NUMPY\x01', /NumPy array/],
    ['\x89HDF\r\n\x1a\n', /HDF5/],
    ['GGUF\x03', /GGUF/],
    ['PAR1', /Parquet/],
    ['%PDF-1.7', /PDF/],
    ['\x89PNG', /image/],
    ['\xd0\xcf\x11\xe0\xa1\xb1', /workbook of the old kind/],
    ['SQLite format 3\x00', /SQLite/],
    ['\x00\x00\x00\x00', /zero bytes/],
  ])('%o', (text, message) => {
    expect(kind(text)).toMatch(message);
    expect(fileKind(bytes(text), text.length)?.fix).toMatch(/\S/);
  });

  test('what is none of them is not guessed at', () => {
    for (const text of ['{"a": 1}', 'prompt,answer', '\x01\x02\x03', 'a']) expect(kind(text)).toBeUndefined();
  });
});

test('a text has no NUL and hardly a control character', () => {
  expect(isText(bytes('a\tb\r\nc'))).toBe(true);
  expect(isText(bytes('a\x00b'))).toBe(false);
  expect(isText(bytes('\x01\x02\x03\x04'.repeat(HEAD_BYTES / 4)))).toBe(false);
});
