import { describe, expect, it } from 'vitest';
import {
  COSINE,
  type Likeness,
  R,
  type Unit,
  unitsOf,
} from '../../../../../pipeline/cooccurrence/kernels/units/units.ts';
import { random } from '../../../../../src/random.ts';

/** Likeness by pairs i < j, 0 where nothing is said. */
function pairs(cosines: Readonly<Record<string, number>>, rs: Readonly<Record<string, number>> = {}): Likeness {
  const of = (values: Readonly<Record<string, number>>) => (i: number, j: number) =>
    values[`${Math.min(i, j)} ${Math.max(i, j)}`] ?? 0;
  return { cosine: of(cosines), r: of(rs) };
}
const membersOf = (units: readonly Unit[]) => units.map(({ members }) => members);

/** At least 1 for copies, 0 where nothing is defined. */
function alike({ cosine, r }: Likeness, i: number, j: number): number {
  return Math.max(Math.abs(cosine(i, j)) / COSINE || 0, Math.abs(r(i, j)) / R || 0);
}
/** How alike the least alike members of two groups are. */
function linkage(likeness: Likeness, one: readonly number[], other: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const i of one) for (const j of other) least = Math.min(least, alike(likeness, i, j));
  return least;
}
/** Complete linkage as it is defined: of all pairs of groups, again and again, the first that is most alike. */
function plainUnits(count: number, likeness: Likeness): number[][] {
  let groups = Array.from({ length: count }, (_, i) => [i]);
  for (;;) {
    let best: { one: number[]; other: number[]; alike: number } | undefined;
    for (const [k, one] of groups.entries())
      for (const other of groups.slice(k + 1)) {
        const found = linkage(likeness, one, other);
        if (found >= 1 && found > (best?.alike ?? 0)) best = { one, other, alike: found };
      }
    if (best === undefined) return groups;
    const { one, other } = best;
    const joined = [...one, ...other].sort((a, b) => a - b);
    groups = groups.flatMap((group) => (group === one ? [joined] : group === other ? [] : [group]));
  }
}

const HIGH = [COSINE, -0.95, 0.95, 1, -1];
const LOW = [0, 0.5, -0.89, Number.NaN];
/** Up to 14 features of which about `share` of the pairs are copies; few values, so that most joins are ties. */
function randomLikeness(seed: number): { count: number; likeness: Likeness } {
  const rng = random(seed, 'units');
  const count = 2 + rng.integer(13);
  const share = [0.2, 0.5, 0.8, 0.95][seed % 4];
  const tableOf = (high: readonly number[], copies: number) => {
    const values = new Float64Array(count * count);
    for (let i = 0; i < count; i++)
      for (let j = i + 1; j < count; j++) {
        const from = rng.uniform() < copies ? high : LOW;
        values[i * count + j] = from[rng.integer(from.length)];
      }
    return (i: number, j: number) => values[Math.min(i, j) * count + Math.max(i, j)];
  };
  const cosine = tableOf(HIGH, share);
  return { count, likeness: { cosine, r: tableOf([R, -0.995, 1], seed % 3 === 0 ? 0.3 : 0) } };
}

describe('on 200 random graphs full of ties', () => {
  const cases = Array.from({ length: 200 }, (_, seed) => ({ seed, ...randomLikeness(seed) }));

  it('the units are those of complete linkage as it is defined', () => {
    let merged = 0;
    for (const { seed, count, likeness } of cases) {
      const found = membersOf(unitsOf(count, likeness));
      expect(found, `seed ${seed}`).toEqual(plainUnits(count, likeness));
      if (found.some(({ length }) => length > 2)) merged++;
    }
    expect(merged).toBeGreaterThan(100);
  });

  it('every feature is in one unit, every pair in a unit are copies, and no two units could be joined', () => {
    for (const { count, likeness } of cases) {
      const units = membersOf(unitsOf(count, likeness));
      expect(units.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      const within = units.flatMap((unit) =>
        unit.flatMap((i) => unit.map((j) => (i === j ? 1 : alike(likeness, i, j)))),
      );
      expect(Math.min(...within)).toBe(1);
      const across = units.flatMap((unit, k) => units.slice(k + 1).map((other) => linkage(likeness, unit, other)));
      expect(Math.max(0, ...across)).toBeLessThan(1);
    }
  });

  it('units stand in the order of their first features, members ascending', () => {
    for (const { count, likeness } of cases) {
      const units = membersOf(unitsOf(count, likeness));
      expect(units).toEqual(units.map((unit) => [...unit].sort((a, b) => a - b)).sort(([a], [b]) => a - b));
    }
  });

  it('the least likenesses are those of the least alike members, 0 where one has none', () => {
    for (const { count, likeness } of cases) {
      for (const { members, leastCosine, leastR } of unitsOf(count, likeness)) {
        const least = (of: (i: number, j: number) => number) =>
          Math.min(...members.flatMap((i) => members.flatMap((j) => (i < j ? [Math.abs(of(i, j)) || 0] : []))));
        if (members.length === 1) expect([leastCosine, leastR]).toEqual([Number.NaN, Number.NaN]);
        else expect([leastCosine, leastR]).toEqual([least(likeness.cosine), least(likeness.r)]);
      }
    }
  });
});

describe('a chain', () => {
  it('does not make one unit of its ends: the first of two joins as alike wins', () => {
    expect(membersOf(unitsOf(3, pairs({ '0 1': 0.95, '1 2': 0.95 })))).toEqual([[0, 1], [2]]);
  });

  it('is cut at its weakest link', () => {
    expect(membersOf(unitsOf(3, pairs({ '0 1': 0.95, '1 2': 0.96 })))).toEqual([[0], [1, 2]]);
    expect(membersOf(unitsOf(4, pairs({ '0 1': 0.91, '1 2': 0.99, '2 3': 0.92 })))).toEqual([[0], [1, 2], [3]]);
  });

  it('of any length falls into pairs', () => {
    const chain = pairs(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i} ${i + 1}`, 1])));
    expect(membersOf(unitsOf(10, chain))).toEqual([0, 2, 4, 6, 8].map((i) => [i, i + 1]));
  });
});

it('either likeness makes copies, whatever its sign, from exactly its limit on', () => {
  const below = (x: number) => x - 2 ** -52;
  for (const sign of [1, -1]) {
    expect(membersOf(unitsOf(2, pairs({ '0 1': sign * COSINE })))).toEqual([[0, 1]]);
    expect(membersOf(unitsOf(2, pairs({}, { '0 1': sign * R })))).toEqual([[0, 1]]);
    expect(membersOf(unitsOf(2, pairs({ '0 1': sign * below(COSINE) }, { '0 1': sign * below(R) })))).toEqual([[0], [1]]); // biome-ignore format: one line
  }
});

it('the two likenesses are compared by how far each is above its limit', () => {
  // |cosine| .96 is 1.067 times its limit, |r| 1 only 1.010 times.
  const likeness = pairs({ '1 2': 0.96 }, { '0 1': 1 });
  expect(membersOf(unitsOf(3, likeness))).toEqual([[0], [1, 2]]);
});

it('what is not defined makes no copies, alone or beside what is too low, and hides no copy', () => {
  const none = Number.NaN;
  expect(membersOf(unitsOf(2, pairs({ '0 1': none }, { '0 1': none })))).toEqual([[0], [1]]);
  expect(membersOf(unitsOf(2, pairs({ '0 1': none }, { '0 1': 0.9 })))).toEqual([[0], [1]]);
  expect(unitsOf(2, pairs({ '0 1': none }, { '0 1': 1 }))).toEqual([{ members: [0, 1], leastCosine: 0, leastR: 1 }]);
  expect(unitsOf(2, pairs({ '0 1': 1 }, { '0 1': none }))).toEqual([{ members: [0, 1], leastCosine: 1, leastR: 0 }]);
});

it('there are none of no features, and one of one', () => {
  expect(unitsOf(0, pairs({}))).toEqual([]);
  expect(unitsOf(1, pairs({}))).toEqual([{ members: [0], leastCosine: Number.NaN, leastR: Number.NaN }]);
});
