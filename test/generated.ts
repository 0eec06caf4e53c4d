/**
 * Weights and inputs computed from their names, the same numbers as `generate` of fixtures/oracles/engine.py: oracle files then
 * hold results only. Every number has at most eight significant bits, so F32, F16 and BF16 files hold the same model.
 */
export interface Generation {
  readonly step?: number;
  readonly center?: number;
  readonly levels?: number;
}

/** center + step · k, k uniform in [-levels, levels). */
export function generate(name: string, shape: readonly number[], options: Generation = {}): Float32Array {
  const { step = 2 ** -6, center = 0, levels = 128 } = options;
  let state = fnv1a(name);
  const length = shape.reduce((product, dim) => product * dim, 1);
  return Float32Array.from({ length }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return center + step * (((state >>> 16) % (2 * levels)) - levels);
  });
}

function fnv1a(text: string): number {
  let hashed = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hashed = Math.imul(hashed ^ byte, 0x01000193) >>> 0;
  return hashed;
}
