import { describe, expect, it } from 'vitest';
import {
  type DirectionNull,
  directionNull,
  openDraws,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { DIRECTION_NULLS, type DirectionKind } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { random } from '../../../../../src/random.ts';

const WIDTH = 6;
const ROWS = 40;
const rng = random(1, 'decoder');
const rows = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => rng.normal() * (i % WIDTH < 2 ? 3 : 0.5));
const normOf = (values: Float32Array, row: number) => Math.hypot(...values.subarray(row * WIDTH, (row + 1) * WIDTH));
const decoder = {
  features: ROWS,
  width: WIDTH,
  rows,
  norms: Float64Array.from({ length: ROWS }, (_, f) => normOf(rows, f)),
};
const selected = Int32Array.of(0, 5, 7, 9);
const options = { decoder, logSparsity: null, selected, prevalence: new Map<number, number>(), prompts: 10 };

function nullOf(kind: DirectionKind): DirectionNull {
  const source = directionNull(kind, options);
  if (typeof source === 'string') throw new Error(source);
  return source;
}

async function drawn(kind: DirectionKind, count: number): Promise<Float32Array[]> {
  const draws = await openDraws(nullOf(kind));
  const found: Float32Array[] = [];
  for (let k = 0; k < count; k++) found.push(await draws.draw(random(1, 'draw', k)));
  await draws.release();
  return found;
}

/** Inner products of the four directions, relative to the largest. */
const gram = (values: Float32Array) =>
  Array.from({ length: 16 }, (_, i) => {
    const [a, b] = [Math.floor(i / 4) * WIDTH, (i % 4) * WIDTH];
    let inner = 0;
    for (let d = 0; d < WIDTH; d++) inner += values[a + d] * values[b + d];
    return inner;
  });

describe('directions', () => {
  it.each(DIRECTION_NULLS)('%s: the same seed draws the same directions, another seed others', async (kind) => {
    const [one, two] = [await drawn(kind, 2), await drawn(kind, 2)];
    expect(one).toEqual(two);
    expect(one[0]).not.toEqual(one[1]);
    expect(one[0]).toHaveLength(selected.length * WIDTH);
  });

  it('random-rows: whole decoder rows of features that were not selected, each once', async () => {
    const [one] = await drawn('random-rows', 1);
    const places = Array.from(selected, (_, f) =>
      Array.from({ length: ROWS }, (_, row) => row).filter((row) =>
        rows.subarray(row * WIDTH, (row + 1) * WIDTH).every((x, d) => x === one[f * WIDTH + d]),
      ),
    ).flat();
    expect(new Set(places).size).toBe(selected.length);
    expect(places.some((row) => selected.includes(row))).toBe(false);
  });

  it('rotation: keeps every inner product and turns every direction', async () => {
    const own = Float32Array.from(Array.from(selected, (f) => [...rows.subarray(f * WIDTH, (f + 1) * WIDTH)]).flat());
    for (const one of await drawn('rotation', 5)) {
      gram(one).forEach((inner, i) => expect(inner).toBeCloseTo(gram(own)[i], 4));
      expect(one[0]).not.toBeCloseTo(own[0], 3);
    }
  });

  it.each(['second-moment', 'isotropic'] as const)('%s: keeps norms', async (kind) => {
    const [one] = await drawn(kind, 1);
    selected.forEach((f, i) => expect(normOf(one, i)).toBeCloseTo(decoder.norms[f], 4));
  });

  it('second-moment: uses the dimensions that decoder rows use; isotropic uses all alike', async () => {
    const share = async (kind: DirectionKind) => {
      let [strong, all] = [0, 0];
      for (const one of await drawn(kind, 200))
        one.forEach((x, i) => {
          all += x * x;
          if (i % WIDTH < 2) strong += x * x;
        });
      return strong / all;
    };
    expect(await share('isotropic')).toBeCloseTo(2 / 6, 1);
    expect(await share('second-moment')).toBeGreaterThan(0.8);
  });

  it('says why there are no replicates where each would draw the same few rows', () => {
    for (let taken = 1; taken <= ROWS; taken++) {
      const selected = Int32Array.from({ length: taken }, (_, f) => f);
      const source = directionNull('random-rows', { ...options, selected });
      const words = `${ROWS - taken} live features of the SAE are not selected, and rows are drawn from 10 at least`;
      if (ROWS - taken < 10) expect(source).toBe(words);
      else expect(source).toMatchObject({ kind: 'random-rows' });
      expect(directionNull('rotation', { ...options, selected })).toMatchObject({ kind: 'rotation' });
    }
  });

  it('takes no second moment of a handful of live features', () => {
    for (const live of [0, 1, 9, 10]) {
      const logSparsity = Float32Array.from({ length: ROWS }, (_, f) => (f < live ? -1 : Number.NEGATIVE_INFINITY));
      const source = directionNull('second-moment', { ...options, logSparsity });
      if (live < 10) expect(source).toBe(`the second moment of ${live} live features: it takes 10`);
      else expect(source).toMatchObject({ kind: 'second-moment' });
    }
  });
});
