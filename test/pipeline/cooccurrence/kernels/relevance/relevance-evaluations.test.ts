import { describe, expect, it } from 'vitest';
import {
  evaluatedOn,
  evaluationsOf,
  relevanceChanges,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-evaluations.ts';
import {
  baselineAt,
  droppedAt,
  keptAt,
  NONE_LEFT,
  noResidualAt,
  type RelevancePlan,
  randomAt,
  UNCHANGED,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/relevance-plan.ts';
import { emptyOutcomes } from '../../../../../src/methods/intervention/run-changes.ts';

const PLAN: RelevancePlan = {
  sets: [{ name: 'selected', features: [0, 1, 4] }, { name: 'kept', features: [1] }], // biome-ignore format: one line
  randoms: [
    { of: 'selected', from: 'outside', sets: [[2, 3, 5], [3, 5, 6]], mass: 1 }, // biome-ignore format: one line
    { of: 'kept', from: 'outside', sets: [[2]], mass: 1 },
  ],
  baselines: [
    { name: 'components', directions: [[1, 0], [0, 1]] }, // biome-ignore format: one line
    { name: 'mean-differences', directions: [[0, 1]] },
    { name: 'neurons', layer: 1, neurons: [7, 9], units: 2, reason: null },
  ],
};
const HELD_OUT = [false, true, true, false, true];
const EVERYONE = [0, 1, 2, 3, 4];
/** Evaluations of the sets, of them and the random ones, of all. */
const [OF_SETS, OF_RANDOM, OF_ALL] = [6, 12, 19];

describe('evaluatedOn', () => {
  const on = (plan: RelevancePlan, heldOut: readonly (boolean | null)[]) => evaluatedOn(plan, heldOut).map((own) => [...own]); // biome-ignore format: one line

  it('sets and baselines are run on every prompt, random sets on those that did not find the clusters', () => {
    const found = on(PLAN, HELD_OUT);
    expect(found).toHaveLength(OF_ALL);
    found.forEach((own, evaluation) =>
      expect(own).toEqual(evaluation < OF_SETS || evaluation >= OF_RANDOM ? EVERYONE : [1, 2, 4]),
    );
  });

  it('without halves there are no prompts to run random sets on', () => {
    const found = on({ ...PLAN, randoms: [], baselines: [] }, HELD_OUT.map(() => null)); // biome-ignore format: one line
    expect(found).toEqual(new Array(OF_SETS).fill(EVERYONE));
  });
});

describe('relevanceChanges', () => {
  /** Changes that say what they are by the residual they write. */
  const named: string[] = [];
  const say = (text: string) => () => {
    named.push(text);
    return null;
  };
  const ablation = {
    drop: (features: ArrayLike<number>) => say(`without ${Array.from(features)}`),
    keep: (features: ArrayLike<number>) => say(`only ${Array.from(features)}`),
  };

  it('are at the places that the plan has for them', () => {
    const basis = (of: readonly Float64Array[]): string => of.map((direction) => [...direction].join()).join(' ');
    const directions = {
      drop: (of: readonly Float64Array[]) => say(`residual without ${basis(of)}`),
      keep: (of: readonly Float64Array[]) => say(`residual only ${basis(of)}`),
    };
    const neurons = {
      drop: (places: ArrayLike<number>) => say(`without neurons ${Array.from(places)}`),
      keep: (places: ArrayLike<number>) => say(`only neurons ${Array.from(places)}`),
    };
    const changes = relevanceChanges(PLAN, { ablation, directions, neurons });
    expect(changes).toHaveLength(OF_ALL);
    for (const change of changes) change(0, new Float32Array(0));
    expect([named[UNCHANGED], named[NONE_LEFT]]).toEqual(['without ', 'only ']);
    PLAN.sets.forEach(({ features }, set) => {
      expect([named[keptAt(set)], named[droppedAt(set)]]).toEqual([`only ${features}`, `without ${features}`]);
    });
    PLAN.randoms.forEach(({ sets }, r) =>
      sets.forEach((features, k) => {
        const at = randomAt(PLAN, r, k);
        expect(named.slice(at, at + 2)).toEqual([`only ${features}`, `without ${features}`]);
      }),
    );
    expect(named[noResidualAt(PLAN)]).toBe('residual only ');
    PLAN.baselines.forEach((baseline, b) => {
      const at = baselineAt(PLAN, b);
      if (baseline.name === 'neurons') {
        expect(named.slice(at, at + 2)).toEqual(['only neurons 0,1', 'without neurons 0,1']);
        return;
      }
      const own = baseline.directions.map((direction) => direction.join()).join(' ');
      expect(named.slice(at, at + 2)).toEqual([`residual only ${own}`, `residual without ${own}`]);
    });
  });
});

describe('evaluationsOf', () => {
  /** The contrast of a cell is 100 times its evaluation and its prompt; the rank is the prompt. */
  const outcomesOf = (plan: RelevancePlan, heldOut: readonly (boolean | null)[]) => {
    const cells = evaluatedOn(plan, heldOut).flatMap((own, evaluation) => Array.from(own, (prompt) => [evaluation, prompt])); // biome-ignore format: one line
    const outcomes = emptyOutcomes(cells.length);
    cells.forEach(([evaluation, prompt], cell) => {
      outcomes.logitDiff[cell] = 100 * evaluation + prompt;
      outcomes.answerRank[cell] = prompt;
    });
    return outcomes;
  };

  it.each([
    ['some prompts held out', HELD_OUT],
    ['all held out', HELD_OUT.map(() => true)],
    ['one held out', HELD_OUT.map((_, p) => p === 3)],
  ])('reads what was found of every evaluation and prompt: %s', (_, heldOut) => {
    const { m, rank } = evaluationsOf(PLAN, heldOut, outcomesOf(PLAN, heldOut));
    evaluatedOn(PLAN, heldOut).forEach((own, evaluation) => {
      for (const prompt of own)
        expect([m(evaluation, prompt), rank(evaluation, prompt)]).toEqual([100 * evaluation + prompt, prompt]);
    });
  });

  it('refuses a random set on a prompt that it was not run on', () => {
    const { m, rank } = evaluationsOf(PLAN, HELD_OUT, outcomesOf(PLAN, HELD_OUT));
    for (const of of [m, rank]) expect(() => of(OF_SETS, 0)).toThrow('relevance: evaluation 6 was not run on prompt 0');
  });
});
