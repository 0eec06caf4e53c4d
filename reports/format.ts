/**
 * Numbers as words. One place decides digits, signs and units for the whole report. A real minus sign is used, thousands are
 * grouped by a thin space, and a missing value is an en dash: the section says why it is missing.
 */

const MISSING = '–';
export const THIN_SPACE = '\u202f';

type Maybe = number | null | undefined;

/** Up to `digits` significant digits; integers whole, very small and very large values in powers of ten. */
export function number(value: Maybe, digits = 3): string {
  if (value === null || value === undefined) return MISSING;
  if (!Number.isFinite(value)) throw new RangeError(`number: ${value}, expected a finite value or null`);
  if (value === 0) return '0';
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return grouped(value);
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return power(value, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return minus(spaced(trimmed(value.toFixed(Math.min(decimals, 6)))));
}

/** Fixed decimals, for columns that should align. */
export function fixed(value: Maybe, decimals: number): string {
  return value === null || value === undefined ? MISSING : minus(spaced(value.toFixed(decimals)));
}

/** Whole numbers: 12 345. */
export function grouped(value: number): string {
  return minus(spaced(String(Math.round(value))));
}

/** Thousands before the decimal point apart. */
function spaced(text: string): string {
  const [whole, ...rest] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE), ...rest].join('.');
}

export function percent(share: Maybe, decimals = 0): string {
  return share === null || share === undefined ? MISSING : `${minus((share * 100).toFixed(decimals))}${THIN_SPACE}%`;
}

/** p to two significant digits; below 0.001 as a power of ten, because 0.000 is not a p value. */
export function pValue(value: Maybe): string {
  if (value === null || value === undefined) return MISSING;
  return value < 0.001 ? (value === 0 ? '< 1e−300' : power(value, 2)) : value.toFixed(value < 0.1 ? 3 : 2);
}

export function seconds(value: Maybe): string {
  if (value === null || value === undefined) return MISSING;
  return value < 60
    ? `${value.toFixed(value < 10 ? 1 : 0)} s`
    : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

export function bytes(value: Maybe): string {
  if (value === null || value === undefined) return MISSING;
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  return `${number(value / 1024 ** step, 3)} ${units[step]}`;
}

/** "1 prompt", "2 prompts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** "94 features (30 without copies)"; a count without copies that was not made, or is no other, is not said. */
export function featureCount(n: number, units: number | null): string {
  const copies = units === null || units === n ? '' : ` (${grouped(units)} without copies)`;
  return `${counted(n, 'feature')}${copies}`;
}

/** 0.700 says no more than 0.7 where numbers do not stand in a column. */
function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** What rounds to zero has no sign. */
function minus(text: string): string {
  if (/^-[0.]+$/.test(text)) return text.slice(1);
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

function power(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const raised = String(Number(exponent)).replace(/[-0-9]/g, (character) => SUPERSCRIPTS[character]);
  return `${minus(mantissa)} × 10${raised}`;
}
