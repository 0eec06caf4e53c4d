/** Arrays of different lengths as one, where each begins in it, and back. */

type Typed = Float32Array | Int32Array | Float64Array;

export function concatenated<Kind extends Typed>(
  kind: new (length: number) => Kind,
  parts: readonly ArrayLike<number>[],
): Kind {
  const whole = new kind(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param each how many values one unit of a length stands for */
export function split<Kind extends Typed>(whole: Kind, lengths: ArrayLike<number>, each = 1): Kind[] {
  let at = 0;
  const parts = Array.from(lengths, (length) => {
    at += length * each;
    return whole.subarray(at - length * each, at) as Kind;
  });
  if (at !== whole.length) throw new RangeError(`split: lengths add up to ${at}, expected ${whole.length}`);
  return parts;
}

/** Where each part of the whole begins. @param each how many values one unit of a length stands for */
export function startsOf(lengths: ArrayLike<number>, each = 1): number[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    const start = at;
    at += length * each;
    return start;
  });
}
