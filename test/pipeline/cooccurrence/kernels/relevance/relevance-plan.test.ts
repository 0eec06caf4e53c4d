import { describe, expect, it } from 'vitest';
import {
  droppedAt,
  featureSets,
  keptAt,
  NONE_LEFT,
  type RandomSets,
  randomAt,
  randomSetsOf,
  UNCHANGED,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-plan.ts';
import { random } from '../../../../../src/random.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('featureSets', () => {
  const attribution = Float64Array.of(1, 5, 0, 5, 9, 2);
  const clusters = new Map([[1, [4, 0]], [3, [2]]]); // biome-ignore format: one line
  const sets = featureSets([5, 2, 0, 4], clusters, { attribution });

  it('are what is selected, what is kept, each kept cluster under its number, and as many of the largest attribution', () => {
    expect(sets).toEqual([
      { name: 'selected', features: [0, 2, 4, 5] },
      { name: 'kept', features: [0, 2, 4] },
      { name: 'cluster 1', features: [0, 4] },
      { name: 'cluster 3', features: [2] },
      { name: 'top selected', features: [1, 3, 4, 5] },
      { name: 'top kept', features: [1, 3, 4] },
    ]);
  });

  it('the first of equal attributions comes first', () => {
    const named = new Map(featureSets([0, 2], new Map([[1, [0]]]), { attribution: Float64Array.of(0, 3, 3, 3) }).map(({ name, features }) => [name, features])); // biome-ignore format: one line
    expect(named.get('top selected')).toEqual([1, 2]);
    expect(named.get('top kept')).toEqual([1]);
  });

  it('are empty where nothing is selected or kept', () => {
    expect(featureSets([], new Map(), { attribution })).toEqual(
      ['selected', 'kept', 'top selected', 'top kept'].map((name) => ({ name, features: [] })),
    );
  });
});

describe('randomSetsOf', () => {
  const rng = random(1, 'plan');
  const mass = Float64Array.from({ length: 60 }, () => 10 ** rng.normal());
  const candidates = upTo(60).filter((i) => i % 7 !== 0);
  const sets = featureSets(upTo(20), new Map([[1, [1, 2, 3]], [2, [8, 9]]]), { attribution: mass }); // biome-ignore format: one line
  const draw = (count: number, seed = 1) => randomSetsOf(sets, { mass, candidates }, count, seed);
  const massOf = (features: readonly number[]) => features.reduce((sum, i) => sum + mass[i], 0);

  it('are for the selected and the kept features alone', () => {
    expect(draw(4).map(({ of, from, sets: drawn }) => [of, from, drawn.map(({ length }) => length)])).toEqual([
      ['selected', 'outside', [20, 20, 20, 20]],
      ['kept', 'outside', [5, 5, 5, 5]],
    ]);
  });

  it('have their mean mass beside that of the set', () => {
    for (const { of, sets: drawn, mass: found } of draw(7)) {
      const own = sets.find(({ name }) => name === of)?.features ?? [];
      const mean = drawn.reduce((sum, features) => sum + massOf(features), 0) / drawn.length;
      expect(found).toBeCloseTo(mean / massOf(own), 12);
    }
  });

  it('each is drawn by its own place and the seed: more of them begin with the same', () => {
    const [few, many] = [draw(3), draw(8)];
    few.forEach(({ sets: drawn }, r) => expect(many[r].sets.slice(0, 3)).toEqual(drawn));
    expect(new Set(many[1].sets.map(String)).size).toBeGreaterThan(1);
    expect(draw(8)).toEqual(many);
    expect(draw(8, 2)[0].sets).not.toEqual(many[0].sets);
  });

  it('do not depend on the other sets', () => {
    const other = featureSets(upTo(19), new Map([[1, [1, 2, 3, 8, 9]]]), { attribution: mass });
    expect(randomSetsOf(other, { mass, candidates }, 5, 1)[1]).toEqual(draw(5)[1]);
  });

  it('are others for the kept features than for the selected, also where these are the same', () => {
    const same = featureSets([1, 2, 3, 8, 9], new Map([[1, [1, 2, 3, 8, 9]]]), { attribution: mass });
    const [selected, kept] = randomSetsOf(same, { mass, candidates }, 5, 1);
    expect(kept.sets).not.toEqual(selected.sets);
  });

  it('are none where no feature is kept, and where too few features may be drawn the list of them is empty', () => {
    const none = featureSets([0, 1, 2], new Map(), { attribution: mass });
    expect(randomSetsOf(none, { mass, candidates }, 5, 1).map(({ of }) => of)).toEqual(['selected']);
    const few = randomSetsOf(none, { mass, candidates: [0, 9] }, 5, 1);
    expect(few).toMatchObject([{ of: 'selected', from: 'all', sets: [] }]);
  });

  it('can be stored as JSON, as plans are, also where there are none', () => {
    const none = randomSetsOf(sets, { mass, candidates: [] }, 5, 1);
    for (const randoms of [draw(3), draw(0), none]) expect(JSON.parse(JSON.stringify(randoms))).toEqual(randoms);
  });
});

it('every evaluation of a plan has one place: unchanged, none left, each set kept and taken out, each random set likewise', () => {
  const setsOf = (count: number): RandomSets => ({ of: '', from: 'all', sets: new Array(count).fill([]), mass: 1 });
  const plan = { sets: new Array(3).fill({ name: '', features: [] }), randoms: [setsOf(4), setsOf(0), setsOf(2)] };
  const places = [
    ...[UNCHANGED, NONE_LEFT],
    ...plan.sets.flatMap((_, set) => [keptAt(set), droppedAt(set)]),
    ...plan.randoms.flatMap(({ sets }, r) => sets.flatMap((_, k) => [randomAt(plan, r, k), randomAt(plan, r, k) + 1])),
  ];
  expect(places).toEqual(upTo(2 + 2 * 3 + 2 * 6));
});
