import { expect, it } from 'vitest';
import {
  askedOf,
  codesOfGroups,
  effectChanges,
  lossesOf,
} from '../../../../../pipeline/cooccurrence/kernels/effect/effect-evaluations.ts';

const plan = { groups: [{ features: [0, 1], own: 0 }, { features: [2], own: 1 }], asked: [1, 3] }; // biome-ignore format: one line

it('asks held-out prompts of nothing changed, then of every group', () => {
  expect(askedOf(plan).map((on) => [...on])).toEqual([[1, 3], [1, 3], [1, 3]]); // biome-ignore format: one line
  expect(askedOf({ groups: [], asked: [1, 3] })).toEqual([]);
  const dropped: unknown[] = [];
  const drop = (features: ArrayLike<number>) => {
    dropped.push(features);
    return () => null;
  };
  const groups = [...plan.groups, { of: 'components' as const, features: [1, 2], own: 0 }, { of: 'neurons' as const, features: [4], own: 0 }]; // biome-ignore format: one line
  const directions = { 'mean-differences': [], components: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // biome-ignore format: one line
  const taken = {
    ablation: { drop },
    directions: { drop: (basis: readonly Float64Array[]) => drop(basis.map((u) => u.indexOf(1))) },
    neurons: { drop: (places: ArrayLike<number>) => drop(Array.from(places, (place) => -place)) },
  };
  expect(effectChanges({ groups }, { parts: [[0], [1], [2]] }, taken, { directions })).toHaveLength(5);
  expect(dropped).toEqual([[], [0, 1], [2], [1, 2], [-4]]);
  dropped.length = 0;
  effectChanges({ groups }, { parts: [[0, 1], [2], [3, 4]] }, taken, { directions });
  expect(dropped).toEqual([[], [0, 1, 2], [3, 4], [1, 2], [-4]]);
});

it('a loss is the contrast with nothing changed less that with the group taken out, on the same prompt', () => {
  const loss = lossesOf(plan, { logitDiff: Float32Array.from([10, 20, 7, 19, 12, 15]) });
  expect([loss(0, 1), loss(0, 3), loss(1, 1), loss(1, 3)]).toEqual([3, 1, -2, 5]);
  expect(() => loss(0, 2)).toThrow('prompt 2 is not held out');
});

it('codes are those of the groups’ features alone, by place, in their order', () => {
  const codes = {
    prompt_id: Int32Array.from([0, 0, 1, 1]),
    position: Int32Array.from([0, 2, 1, 1]),
    feature_id: Int32Array.from([9, 5, 7, 9]),
    activation: Float32Array.from([1, 2, 3, 4]),
    attribution: Float32Array.from([0, 0, 0, 0]),
  };
  expect(codesOfGroups(codes, [5, 9])).toEqual({
    prompt: Int32Array.from([0, 0, 1]),
    position: Int32Array.from([0, 2, 1]),
    feature: Int32Array.from([1, 0, 1]),
    code: Float32Array.from([1, 2, 4]),
  });
});
