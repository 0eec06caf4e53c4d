/** Another value that a setting may have: what a change of it would be. */
import type { Type } from '../src/run/study/types.ts';

export function anotherValue(type: Type, value: unknown): unknown {
  switch (type.kind) {
    case 'flag':
      return value !== true;
    case 'text':
      return `${typeof value === 'string' ? value : ''}x`;
    case 'choice':
      return type.of.find((name) => name !== value);
    case 'number':
      return anotherNumber(type, typeof value === 'number' ? value : undefined);
    case 'list':
      return anotherList(type.of, Array.isArray(value) ? value : []);
    case 'either': {
      const others = type.of.map((inner) => anotherValue(inner, value));
      return others.find((other) => other !== undefined && other !== value);
    }
  }
}

function anotherNumber(type: Extract<Type, { kind: 'number' }>, value: number | undefined): number {
  const low = type.least ?? type.above ?? -10;
  if (type.whole === true) return value === undefined ? low + 1 : value + 1;
  const high = type.most ?? type.below ?? low + 10;
  const middle = (low + high) / 2;
  return middle === value ? (low + middle) / 2 : middle;
}

/** One entry, and not the list that was. */
function anotherList(of: Type, value: readonly unknown[]): unknown[] {
  const entry = anotherValue(of, value[0]);
  return value.length === 1 && value[0] === entry ? [value[0], entry] : [entry];
}
