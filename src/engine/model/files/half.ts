/**
 * Conversion between 32-bit floats and the two 16-bit formats of model files.
 *
 * F16 is IEEE 754 binary16 (1 sign, 5 exponent, 10 fraction bits); BF16 is the upper half of a binary32.
 * Widening is exact. Narrowing rounds to nearest, ties to even, as PyTorch and numpy do; F16 overflows to infinity at 65520.
 */

/** Every F16 value by its bits, f32; built on first use. */
let table: Float32Array | undefined;

function f16Table(): Float32Array {
  if (table !== undefined) return table;
  table = new Float32Array(65_536);
  for (let bits = 0; bits < 65_536; bits++) {
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    let magnitude: number;
    if (exponent === 0) magnitude = fraction * 2 ** -24;
    else if (exponent === 31) magnitude = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
    else magnitude = (1024 + fraction) * 2 ** (exponent - 25);
    table[bits] = bits & 0x8000 ? -magnitude : magnitude;
  }
  return table;
}

export function f16ToF32(bits: Uint16Array, into: Float32Array): void {
  const values = f16Table();
  for (let i = 0; i < bits.length; i++) into[i] = values[bits[i]];
}

export function bf16ToF32(bits: Uint16Array, into: Float32Array): void {
  const words = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let i = 0; i < bits.length; i++) words[i] = bits[i] << 16;
}

function roundEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

export function f32ToF16(values: Float32Array): Uint16Array {
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
    const magnitude = Math.abs(value);
    if (Number.isNaN(value)) bits[i] = 0x7e00;
    else if (magnitude >= 65_520) bits[i] = sign | 0x7c00;
    else if (magnitude < 2 ** -14) bits[i] = sign | roundEven(magnitude * 2 ** 24);
    else {
      // Powers of two scale exactly; a fraction that rounds up to 2048 carries into the exponent by itself.
      const exponent = Math.floor(Math.log2(magnitude));
      const floor = 2 ** exponent <= magnitude ? exponent : exponent - 1;
      bits[i] = sign | (((floor + 15) << 10) + roundEven(magnitude * 2 ** (10 - floor)) - 1024);
    }
  }
  return bits;
}

export function f32ToBf16(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    // A NaN must stay one: rounding could carry its payload into the sign.
    bits[i] = Number.isNaN(values[i]) ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
  return bits;
}
