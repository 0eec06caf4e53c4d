/** Damage for readers of files: seeded truncations, flipped bits, moved pieces of bytes, and values of other types in JSON. */
import { expect } from 'vitest';
import { StudyError } from '../src/errors.ts';
import type { random } from '../src/random.ts';

type Rng = ReturnType<typeof random>;

/** Bytes with one to three pieces of damage. */
export function damaged(bytes: Uint8Array, rng: Rng): Uint8Array {
  let out: Uint8Array = Uint8Array.from(bytes);
  for (let left = 1 + rng.integer(3); left > 0; left--) out = once(out, rng);
  return out;
}

function once(bytes: Uint8Array, rng: Rng): Uint8Array {
  const at = rng.integer(bytes.length + 1);
  const size = 1 + rng.integer(16);
  switch (rng.integer(6)) {
    case 0:
      return bytes.slice(0, at);
    case 1: {
      const flipped = Uint8Array.from(bytes);
      for (let i = rng.integer(4); i >= 0 && flipped.length > 0; i--)
        flipped[rng.integer(flipped.length)] ^= 1 << rng.integer(8);
      return flipped;
    }
    case 2:
      return joined(bytes.slice(0, at), bytes.slice(at + size));
    case 3:
      return joined(bytes.slice(0, at), bytes.slice(Math.max(0, at - size)));
    case 4:
      return joined(
        bytes.slice(0, at),
        Uint8Array.from({ length: size }, () => rng.integer(256)),
        bytes.slice(at),
      );
    default:
      return bytes.slice(at);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

const STRANGE: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, '', 'x', 'ü\u202e\u0000', [], {}, [[]], [null], { a: { b: [1] } }, 'a'.repeat(300),
]; // biome-ignore format: a list

/** A JSON value with one to three of its parts of another type, gone, or under another name. */
export function otherTypes(value: unknown, rng: Rng): unknown {
  let out = structuredClone(value);
  for (let left = 1 + rng.integer(3); left > 0; left--) out = changed(out, rng);
  return out;
}

function changed(value: unknown, rng: Rng): unknown {
  if (typeof value !== 'object' || value === null || rng.integer(5) === 0)
    return structuredClone(STRANGE[rng.integer(STRANGE.length)]);
  const keys = Object.keys(value);
  if (keys.length === 0) return structuredClone(STRANGE[rng.integer(STRANGE.length)]);
  const key = keys[rng.integer(keys.length)] ?? '';
  const own = value as Record<string, unknown>;
  const part = own[key];
  const what = rng.integer(8);
  if (what === 0) delete own[key];
  else if (what === 1) own[`${key}x`] = part;
  else if (what === 2 && typeof part === 'number') own[key] = part * [2, -1, 0.5, 1e9][rng.integer(4)]!;
  else own[key] = changed(part, rng);
  return own;
}

/** JSON text in which Python's words may stand for a number. */
export function asText(value: unknown, rng: Rng): string {
  const text = JSON.stringify(value, null, rng.integer(3)) ?? 'null';
  if (rng.integer(4) > 0) return text;
  return text.replace(/: ?-?\d+(\.\d+)?/, `: ${['NaN', 'Infinity', '-Infinity', 'None', '01', '0x1'][rng.integer(6)]}`);
}

export interface Outcomes {
  read: number;
  refused: number;
}

/** Reads; a refusal must be a message on one line, short, with nothing in it that a terminal obeys. Anything else fails the test. */
export async function tried(read: () => unknown, outcomes: Outcomes, place: string): Promise<void> {
  try {
    await read();
    outcomes.read++;
  } catch (error) {
    if (!(error instanceof StudyError)) throw new Error(`${place}: not a refusal`, { cause: error });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
    if (/[\u0000-\u001f\u007f-\u009f]/.test(error.message))
      throw new Error(`${place}: ${JSON.stringify(error.message)}`);
    if (error.message.length > 2000) throw new Error(`${place}: a message of ${error.message.length} characters`);
    const { where, found, expected } = error.complaint;
    for (const part of [where, found, expected]) expect(part.length, place).toBeGreaterThan(0);
    outcomes.refused++;
  }
}
