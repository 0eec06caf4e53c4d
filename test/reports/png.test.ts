import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../reports/png.ts';

describe('PNG', () => {
  const rgba = Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 128]);
  const png = encodePng(2, 1, rgba);

  it('starts with the signature and an 8-bit RGBA header', () => {
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(png.toString('latin1', 12, 16)).toBe('IHDR');
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([2, 1, 8, 6]);
  });

  it('holds the pixels, each row after a filter byte of 0', () => {
    const length = png.readUInt32BE(33);
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, ...rgba]);
  });

  it('closes with the IEND chunk whose checksum every PNG shares', () => {
    expect(png.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  });

  it('refuses a buffer of another size', () => {
    expect(() => encodePng(2, 2, rgba)).toThrow(RangeError);
  });
});
