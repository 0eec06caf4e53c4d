import { expect, it } from 'vitest';
import {
  DECISIVE,
  DIRECTION_NULLS,
  isDirectionKind,
  NULL_KINDS,
  PLAIN_NULLS,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';

it('every null replaces directions or does not, and the decisive ones do', () => {
  expect(NULL_KINDS.filter(isDirectionKind)).toEqual(DIRECTION_NULLS);
  expect(NULL_KINDS.filter((kind) => !isDirectionKind(kind))).toEqual(PLAIN_NULLS);
  expect(DECISIVE.every(isDirectionKind)).toBe(true);
});
