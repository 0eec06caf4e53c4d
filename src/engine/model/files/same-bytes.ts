/** Whether two tensors hold exactly the same bytes, read in pieces. */
import type { TensorEntry } from './safetensors.ts';
import { readBytes } from './tensor-values.ts';

const CHUNK_BYTES = 2 ** 24;

export async function sameBytes(a: TensorEntry, b: TensorEntry): Promise<boolean> {
  if (a.dtype !== b.dtype || a.nBytes !== b.nBytes) return false;
  for (let from = 0; from < a.nBytes; from += CHUNK_BYTES) {
    const [left, right] = [a, b].map(() => Buffer.alloc(Math.min(CHUNK_BYTES, a.nBytes - from)));
    await Promise.all([readBytes(a, from, left), readBytes(b, from, right)]);
    if (!left.equals(right)) return false;
  }
  return true;
}
