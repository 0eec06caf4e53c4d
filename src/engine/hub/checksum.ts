/**
 * What the hub's etag says of a file's bytes: 64 hex digits are their sha256 (large files), 40 are the git object id of small
 * ones, sha1("blob <size>\0" + bytes).
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

export type Checksum = { readonly kind: 'sha256' | 'git'; readonly hex: string };

/** Null for an etag of another form, which says nothing of the content. */
export function checksumOf(etag: string): Checksum | null {
  if (/^[0-9a-f]{64}$/.test(etag)) return { kind: 'sha256', hex: etag };
  if (/^[0-9a-f]{40}$/.test(etag)) return { kind: 'git', hex: etag };
  return null;
}

export async function matches(file: string, { kind, hex }: Checksum): Promise<boolean> {
  const hash = createHash(kind === 'git' ? 'sha1' : 'sha256');
  if (kind === 'git') hash.update(`blob ${(await stat(file)).size}\0`);
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 22 })) hash.update(piece);
  return hash.digest('hex') === hex;
}
