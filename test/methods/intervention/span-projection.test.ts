import { describe, expect, it } from 'vitest';
import { projector } from '../../../src/methods/intervention/span-projection.ts';
import { random } from '../../../src/random.ts';

const rng = random(1, 'projector');
const vector = (): Float32Array => Float32Array.from({ length: 6 }, () => rng.normal());
const inner = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('projector', () => {
  const span = [vector(), vector()];
  const project = projector(span);
  it('leaves the span as it is and takes what is orthogonal to nothing', () => {
    const inside = span[0]!.map((value, d) => 2 * value - 3 * span[1]![d]!);
    project(inside).forEach((value, d) => expect(value).toBeCloseTo(inside[d]!, 5));
    const x = vector();
    const rest = x.map((value, d) => value - project(x)[d]!);
    for (const one of span) expect(inner(rest, one)).toBeCloseTo(0, 5);
  });
  it('is idempotent, and ignores a dependent vector', () => {
    const x = vector();
    const once = project(x);
    project(once).forEach((value, d) => expect(value).toBeCloseTo(once[d]!, 5));
    const more = projector([...span, span[0]!.map((value) => -2 * value)]);
    more(x).forEach((value, d) => expect(value).toBeCloseTo(once[d]!, 5));
  });
  it('onto nothing is zero', () => expect(Array.from(projector([])(vector()))).toEqual(Array(6).fill(0)));
});
