/**
 * On which prompts a removal has to be run. A feature that is silent at every position that may be changed leaves nothing to take away, so a
 * pair with such a member is the removal of the other one alone, to the bit: I is 0 there, and the model is not asked again.
 */
import { touched } from '../../../../src/methods/intervention/modes.ts';
import type { Removable } from '../../../../src/methods/intervention/removal/removal.ts';
import {
  type InteractionPlan,
  pairAt,
  singleAt,
  tinyAt,
} from '../../../../src/methods/intervention/removal/removal-plan.ts';

/** Of each feature the prompts on which it acts, as indices, ascending. */
export type ActiveOn = readonly (readonly number[])[];

export function activePrompts({ prompts, featureIds, parts, directions, positions, hasBos }: Removable): ActiveOn {
  const width = directions[0].length;
  return (parts ?? featureIds.map((_, i) => [i])).map((own) =>
    prompts.flatMap(({ resid, codes }, prompt) => {
      const at = touched(positions, resid.length / width, hasBos);
      const acts = own.some((i) => {
        const code = codes.get(featureIds[i]);
        return code !== undefined && at.some((t) => code[t] !== 0);
      });
      return acts ? [prompt] : [];
    }),
  );
}

/** Prompts of every removal of the plan: those on which all its members act. */
export function removalPrompts(plan: InteractionPlan, activeOn: ActiveOn, prompts: number): Int32Array[] {
  const everyone = Array.from({ length: prompts }, (_, prompt) => prompt);
  return removed(plan).map(({ members }) => {
    const sets = members.map((i) => new Set(activeOn[i]));
    return Int32Array.from(everyone.filter((prompt) => sets.every((own) => own.has(prompt))));
  });
}

/**
 * The outcome of every removal on every prompt, [removals, P], from those that were run.
 * @param run outcomes of removalPrompts, one removal after another
 */
export function everyRemoval(
  plan: InteractionPlan,
  activeOn: ActiveOn,
  prompts: number,
  run: Float32Array,
): Float32Array {
  const acts = new Uint8Array(activeOn.length * prompts);
  activeOn.forEach((own, i) => {
    for (const prompt of own) acts[i * prompts + prompt] = 1;
  });
  const all = new Float32Array(plan.count * prompts);
  let next = 0;
  removed(plan).forEach(({ members, alone }, removal) => {
    for (let prompt = 0; prompt < prompts; prompt++) {
      // Of none or one of two members it is the baseline or that member's own removal, which stands before this one.
      let [left, same] = [0, 0];
      for (let place = members.length - 1; place >= 0; place--) {
        if (acts[members[place] * prompts + prompt] === 0) continue;
        left++;
        same = alone[place];
      }
      all[removal * prompts + prompt] = left === members.length ? run[next++] : all[same * prompts + prompt];
    }
  });
  if (next !== run.length) throw new RangeError(`everyRemoval: ${run.length} outcomes, expected ${next}`);
  return all;
}

/** Of each removal in the plan's order its members, and the removals of each of them alone. */
function removed(plan: InteractionPlan): { readonly members: readonly number[]; readonly alone: readonly number[] }[] {
  const { features, pairs, controls, tiny } = plan;
  const all: { members: readonly number[]; alone: readonly number[] }[] = [{ members: [], alone: [] }];
  for (let dictionary = 0; dictionary <= controls; dictionary++) {
    const single = (i: number): number => singleAt(plan, dictionary, i);
    for (let i = 0; i < features; i++) all[single(i)] = { members: [i], alone: [single(i)] };
    pairs.forEach(([a, b], n) => {
      all[pairAt(plan, dictionary, n)] = { members: [a, b], alone: [single(a), single(b)] };
    });
  }
  tiny.forEach((pair, n) => {
    const [[a, b], at] = [pairs[pair], tinyAt(plan, n)];
    all[at] = { members: [a], alone: [at] };
    all[at + 1] = { members: [b], alone: [at + 1] };
    all[at + 2] = { members: [a, b], alone: [at, at + 1] };
  });
  return all;
}
