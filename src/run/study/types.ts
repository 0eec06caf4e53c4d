/**
 * What a setting may be: a few types as data, so that a value is checked (check-value.ts), described (settings-page.ts) and varied
 * (tests) from one literal. `T` is the TypeScript type of a value; no field carries it at run time.
 */

export interface TextType {
  readonly kind: 'text';
  readonly pattern?: RegExp;
  /** What a text that breaks the pattern should have been. */
  readonly expected?: string;
  /** The text in docs/study-file.md, where it is more than `text`. */
  readonly shown?: string;
  /** A file or folder, relative to the study file. */
  readonly isPath?: boolean;
}

export interface NumberType {
  readonly kind: 'number';
  readonly whole?: boolean;
  /** Bounds: `least` and `most` belong to the range, `above` and `below` do not. */
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
  readonly below?: number;
}

export interface ListType {
  readonly kind: 'list';
  readonly of: Type;
  /** Smallest number of values. */
  readonly least: number;
}

export interface EitherType {
  readonly kind: 'either';
  readonly of: readonly Type[];
  /** All of it in words. */
  readonly expected: string;
}

type TypeData =
  | TextType
  | NumberType
  | ListType
  | EitherType
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly of: readonly string[] };

export type Type<T = unknown> = TypeData & { readonly carries?: T };

type Bounds = Omit<NumberType, 'kind' | 'whole'>;

export const text = (rule: Omit<TextType, 'kind' | 'isPath'> = {}): Type<string> => ({ kind: 'text', ...rule });

export const path = (): Type<string> => ({ kind: 'text', isPath: true });

export const number = (bounds: Bounds = {}): Type<number> => ({ kind: 'number', ...bounds });

export const whole = (bounds: Bounds): Type<number> => ({ kind: 'number', whole: true, ...bounds });

export const flag = (): Type<boolean> => ({ kind: 'flag' });

export const choice = <const Name extends string>(of: readonly Name[]): Type<Name> => ({ kind: 'choice', of });

export const list = <T>(of: Type<T>, least = 0): Type<T[]> => ({ kind: 'list', of, least });

/** One of several types; `expected` says all of it in words. */
export const either = <const Of extends readonly Type[]>(expected: string, ...of: Of): Type<Carried<Of[number]>> => ({
  kind: 'either',
  of,
  expected,
});

/** The TypeScript type of a type's values. */
export type Carried<Of> = Of extends { readonly carries?: infer T } ? Exclude<T, undefined> : never;
