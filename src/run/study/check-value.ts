/** Whether a value is of a setting's type, and in a user's words what is wrong with it where it is not. */
import { suggest } from './suggest.ts';
import type { NumberType, Type } from './types.ts';

export interface Fault {
  /** Place inside the value: the index of an entry of a list. */
  readonly path: readonly string[];
  readonly found: string;
  readonly expected: string;
  readonly fix?: string;
}

/** The first fault, or undefined. */
export function checkValue(type: Type, value: unknown): Fault | undefined {
  const expected = ruleBroken(type, value);
  if (expected !== undefined) return { path: [], found: show(value), expected, ...nearest(type, value) };
  if (type.kind === 'list' && Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const fault = checkValue(type.of, entry);
      if (fault !== undefined) return { ...fault, path: [String(index), ...fault.path] };
    }
  }
  if (type.kind === 'either') return checkEither(type.of, type.expected, value);
  return undefined;
}

function ruleBroken(type: Type, value: unknown): string | undefined {
  switch (type.kind) {
    case 'text':
      if (typeof value !== 'string') return 'a text';
      if (type.pattern !== undefined) return type.pattern.test(value) ? undefined : type.expected;
      return value === '' ? 'a text that is not empty' : undefined;
    case 'number':
      return boundBroken(type, value);
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'choice':
      return type.of.some((name) => name === value) ? undefined : `one of ${type.of.join(', ')}`;
    case 'list':
      if (!Array.isArray(value)) return 'a list';
      return value.length < type.least ? `at least ${type.least} value` : undefined;
    default:
      return undefined;
  }
}

function boundBroken({ whole, least, above, most, below }: NumberType, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'a number';
  if (whole === true && !Number.isSafeInteger(value)) return 'a whole number';
  if (least !== undefined && value < least) return `a number of at least ${least}`;
  if (above !== undefined && value <= above) return `a number above ${above}`;
  if (most !== undefined && value > most) return `a number of at most ${most}`;
  if (below !== undefined && value >= below) return `a number below ${below}`;
  return undefined;
}

/** A value of the right sort but out of range is told its own rule; any other is told all that may stand there. */
function checkEither(of: readonly Type[], expected: string, value: unknown): Fault | undefined {
  const faults = of.map((type) => checkValue(type, value));
  if (faults.includes(undefined)) return undefined;
  const own = of.findIndex(
    ({ kind }) => (kind === 'number' && Number.isFinite(value)) || (kind === 'list' && Array.isArray(value)),
  );
  return faults[own] ?? { path: [], found: show(value), expected };
}

function nearest(type: Type, value: unknown): { fix?: string } {
  return type.kind === 'choice' && typeof value === 'string' ? didYouMean(value, type.of) : {};
}

/** The fix of a complaint about a misspelt word, where a known one is close. */
export function didYouMean(word: string, known: readonly string[]): { fix?: string } {
  const near = suggest(word, known);
  return near === undefined ? {} : { fix: `Did you mean ${near}?` };
}

/** As JSON, but numbers as they are: NaN and infinity have no JSON. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value) ?? String(value);
}
