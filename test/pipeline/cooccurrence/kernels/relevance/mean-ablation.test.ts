import { describe, expect, it } from 'vitest';
import {
  type AblationSource,
  meanAblation,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/mean-ablation.ts';
import { slotsOf } from '../../../../../pipeline/cooccurrence/kernels/relevance/slots.ts';
import type { Change } from '../../../../../src/methods/intervention/change.ts';
import { type Random, random } from '../../../../../src/random.ts';

const [FEATURES, WIDTH] = [9, 6];

interface World {
  readonly source: AblationSource;
  /** [P][T][F], zeros included. */
  readonly codes: readonly (readonly Float32Array[])[];
  readonly rng: Random;
}

/** Prompts of two templates and different lengths; half of the codes are 0, feature 8 fires once, feature 7 everywhere alike. */
function world(seed: number, options: { readonly skip: number; readonly scaled: boolean }): World {
  const rng = random(seed, 'mean-ablation');
  const lengths = Array.from({ length: 7 }, () => 3 + rng.integer(5));
  const slots = slotsOf(
    lengths.map((length, p) => ({
      tokens: [1, ...Array.from({ length: length - 1 }, (_, t) => (t === length - 2 ? 5 : 10 * p + t))],
      template: `t${p % 2}`,
    })),
  );
  const fires = (p: number, t: number, i: number): number => {
    if (i === 7) return 1.5;
    if (i === 8) return p === 2 && t === 1 ? 3 : 0;
    return rng.uniform() < 0.5 ? 0 : 2 * rng.uniform();
  };
  const codes = lengths.map((length, p) =>
    Array.from({ length }, (_, t) => Float32Array.from({ length: FEATURES }, (_, i) => fires(p, t, i))),
  );
  const active = codes.flatMap((own, prompt) =>
    own.flatMap((row, position) =>
      [...row.keys()].flatMap((feature) => (row[feature] === 0 ? [] : [{ prompt, position, feature }])),
    ),
  );
  const source = {
    codes: {
      prompt: Int32Array.from(active, ({ prompt }) => prompt),
      position: Int32Array.from(active, ({ position }) => position),
      feature: Int32Array.from(active, ({ feature }) => feature),
      code: Float32Array.from(active, ({ prompt, position, feature }) => codes[prompt][position][feature]),
    },
    slots,
    rows: Float32Array.from({ length: FEATURES * WIDTH }, () => rng.normal()),
    width: WIDTH,
    prompts: lengths.map((length) => ({
      resid: Float32Array.from({ length: length * WIDTH }, () => 10 * rng.normal()),
      ...(options.scaled ? { scales: Float64Array.from({ length }, () => 0.5 + 3 * rng.uniform()) } : {}),
    })),
    skip: options.skip,
  };
  return { source, codes, rng };
}

/** x + s Σ (f̄ − f) w over the features, from the definition, in float64. */
function plain({ source, codes }: World, features: readonly number[], prompt: number): Float64Array {
  const { slots, rows, prompts, skip } = source;
  const { resid, scales } = prompts[prompt];
  return Float64Array.from(resid, (x, at) => {
    const [t, d] = [Math.floor(at / WIDTH), at % WIDTH];
    if (t < skip) return x;
    const like = codes.flatMap((own, p) => own.filter((_, u) => slots.of[p][u] === slots.of[prompt][t]));
    const moved = features.map((i) => {
      const mean = like.reduce((sum, row) => sum + row[i], 0) / like.length;
      return (mean - codes[prompt][t][i]) * rows[i * WIDTH + d];
    });
    return x + (scales?.[t] ?? 1) * moved.reduce((sum, value) => sum + value, 0);
  });
}

const EVERY = Array.from({ length: FEATURES }, (_, i) => i);
const KINDS = [0, 1].flatMap((skip) => [false, true].map((scaled) => ({ skip, scaled })));
const worlds = KINDS.flatMap((kind) => [1, 2, 3].map((seed) => world(seed, kind)));
const complement = (features: readonly number[]) => EVERY.filter((i) => !features.includes(i));

/** The residual that a change writes over a buffer of anything. */
function written({ source }: World, change: Change, prompt: number): Float32Array {
  const into = new Float32Array(source.prompts[prompt].resid.length).fill(Number.NaN);
  expect(change(prompt, into)).toBeNull();
  return into;
}
/** Largest difference to the numbers wanted, of their largest. */
function difference(found: Float32Array, wanted: ArrayLike<number>): number {
  const scale = Math.max(...Array.from(wanted, Math.abs));
  return Math.max(...found.map((value, k) => Math.abs(value - wanted[k]))) / scale;
}
/** Of every prompt of every world, with sets of features drawn by the seed. */
function each(run: (own: World, prompt: number, set: number[]) => void): void {
  for (const own of worlds)
    for (const prompt of own.source.prompts.keys())
      run(own, prompt, EVERY.filter(() => own.rng.uniform() < 0.4)); // biome-ignore format: one line
}

/** Rounding of float32, and of two sums taken in another order. */
const ROUNDING = 2 ** -23;

describe('with per-position units and without, position 0 left out and not', () => {
  it('taking nothing out, and keeping every feature, give the residual to the bit', () => {
    each((own, prompt) => {
      const { drop, keep } = meanAblation(own.source);
      expect(written(own, drop([]), prompt)).toEqual(own.source.prompts[prompt].resid);
      expect(written(own, keep(EVERY), prompt)).toEqual(own.source.prompts[prompt].resid);
    });
  });

  it('taking every feature out is keeping none, to the bit, and changes the residual', () => {
    each((own, prompt) => {
      const { drop, keep } = meanAblation(own.source);
      const none = written(own, drop(EVERY), prompt);
      expect(written(own, keep([]), prompt)).toEqual(none);
      expect(difference(none, own.source.prompts[prompt].resid)).toBeGreaterThan(0.01);
    });
  });

  it('taking a set out is the definition, in float64', () => {
    each((own, prompt, set) => {
      const { drop } = meanAblation(own.source);
      expect(difference(written(own, drop(set), prompt), plain(own, set, prompt))).toBeLessThan(ROUNDING);
    });
  });

  it('keeping a set is taking its complement out', () => {
    each((own, prompt, set) => {
      const { drop, keep } = meanAblation(own.source);
      const kept = written(own, keep(set), prompt);
      expect(difference(kept, plain(own, complement(set), prompt))).toBeLessThan(ROUNDING);
      expect(difference(kept, written(own, drop(complement(set)), prompt))).toBeLessThan(ROUNDING);
    });
  });
});

it('positions that are left out stay as they are, whatever is taken out', () => {
  for (const own of worlds) {
    const { drop, keep } = meanAblation(own.source);
    for (const prompt of own.source.prompts.keys()) {
      const { resid } = own.source.prompts[prompt];
      const first = (values: Float32Array) => values.subarray(0, WIDTH);
      for (const change of [drop(EVERY), keep([])])
        if (own.source.skip === 1) expect(first(written(own, change, prompt))).toEqual(first(resid));
        else expect(first(written(own, change, prompt))).not.toEqual(first(resid));
    }
  }
});

it('a feature that fires alike all over a slot moves nothing there', () => {
  for (const own of worlds)
    for (const prompt of own.source.prompts.keys()) {
      const found = written(own, meanAblation(own.source).drop([7]), prompt);
      expect(difference(found, own.source.prompts[prompt].resid)).toBeLessThan(ROUNDING);
    }
});

it('a silent position takes the mean of its slot: silence counts as 0 in it', () => {
  // One feature along one dimension; the slot between has the codes 6, 0 and 0 on two prompts.
  const slots = { count: 2, of: [Int32Array.of(0, 1), Int32Array.of(0, 1, 1)] };
  const source = {
    codes: {
      prompt: Int32Array.of(0),
      position: Int32Array.of(1),
      feature: Int32Array.of(0),
      code: Float32Array.of(6),
    },
    ...{ slots, rows: Float32Array.of(0.5), width: 1, skip: 0 },
    prompts: [
      { resid: Float32Array.of(10, 10) },
      { resid: Float32Array.of(10, 10, 10), scales: Float64Array.of(1, 1, 4) },
    ],
  };
  const { drop } = meanAblation(source);
  const into = [new Float32Array(2), new Float32Array(3)];
  into.forEach((values, prompt) => drop([0])(prompt, values));
  expect(into.map((values) => [...values])).toEqual([[10, 10 + (2 - 6) / 2], [10, 10 + 2 / 2, 10 + (4 * 2) / 2]]); // biome-ignore format: one line
});

it('changes may be asked in any order, each many times, and do not disturb each other', () => {
  const [own] = worlds;
  const { drop, keep } = meanAblation(own.source);
  const sets = [[0, 3], [], [1, 2, 8], EVERY];
  const changes = sets.flatMap((set) => [drop(set), keep(set)]);
  const alone = sets.flatMap((set) =>
    [meanAblation(own.source).drop(set), meanAblation(own.source).keep(set)].map((change) => written(own, change, 2)),
  );
  for (const k of [0, 7, 1, 6, 2, 5, 3, 4, 0, 2, 1, 7]) {
    written(own, changes[(k + 3) % 8], (k + 1) % 7);
    expect(written(own, changes[k], 2)).toEqual(alone[k]);
  }
});

it('a feature that is named twice is taken out once, and lists of any kind are read', () => {
  const [own] = worlds;
  const { drop } = meanAblation(own.source);
  const once = written(own, drop([3, 5]), 1);
  expect(written(own, drop([5, 3, 3]), 1)).toEqual(once);
  expect(written(own, drop(Int32Array.of(3, 5)), 1)).toEqual(once);
});

it('codes that are out of order are refused', () => {
  const [{ source }] = worlds;
  const last = source.codes.prompt.length - 1;
  for (const [name, value] of [
    ['prompt', 0],
    ['position', 0],
  ] as const) {
    // biome-ignore format: one line
    const codes = { ...source.codes, [name]: source.codes[name].map((own, k) => (k === last ? value : own)) };
    expect(() => meanAblation({ ...source, codes })).toThrow('meanAblation: codes out of order');
  }
});
