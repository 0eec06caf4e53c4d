/** The evaluations of a relevance plan: on which prompts each is run, what it does to them, and what was found. */
import { startsOf } from '../../../../src/concatenated.ts';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import type { SweepOutcomes } from '../../../../src/methods/intervention/run-changes.ts';
import type { DirectionAblation } from './direction-ablation.ts';
import type { MeanAblation } from './mean-ablation.ts';
import { baselineAt, keptAt, noResidualAt, type RelevancePlan } from './relevance-plan.ts';
import type { Evaluations } from './relevance-rows.ts';

/** Of each prompt, whether it is in the half that did not find the clusters; null where there are no halves. */
type HeldOut = readonly (boolean | null)[];

/** Prompts of each evaluation, ascending: every one for the sets and the baselines, the held-out ones for random sets. */
export function evaluatedOn(plan: RelevancePlan, heldOut: HeldOut): Int32Array[] {
  const everyone = Int32Array.from(heldOut, (_, prompt) => prompt);
  const asked = everyone.filter((prompt) => heldOut[prompt] === true);
  const drawn = plan.randoms.reduce((sum, { sets }) => sum + 2 * sets.length, 0);
  const first = keptAt(plan.sets.length);
  return Array.from({ length: evaluationsIn(plan) }, (_, evaluation) =>
    evaluation < first || evaluation >= first + drawn ? everyone : asked,
  );
}

function evaluationsIn(plan: RelevancePlan): number {
  const { length } = plan.baselines;
  return length === 0 ? noResidualAt(plan) : baselineAt(plan, length);
}

/** How features, directions of the residual and neurons are kept and taken out. */
interface Ablations {
  readonly ablation: MeanAblation;
  readonly directions: DirectionAblation;
  readonly neurons: MeanAblation;
}

/** What each evaluation does, in the plan's order. */
export function relevanceChanges(
  { sets, randoms, baselines }: RelevancePlan,
  { ablation, directions, neurons }: Ablations,
): Change[] {
  const both = (features: readonly number[]): Change[] => [ablation.keep(features), ablation.drop(features)];
  return [
    ablation.drop([]),
    ablation.keep([]),
    ...sets.flatMap(({ features }) => both(features)),
    ...randoms.flatMap((random) => random.sets.flatMap(both)),
    ...(baselines.length === 0 ? [] : [directions.keep([])]),
    ...baselines.flatMap((baseline) => {
      if (baseline.name === 'neurons') {
        const places = baseline.neurons.map((_, place) => place);
        return [neurons.keep(places), neurons.drop(places)];
      }
      const basis = baseline.directions.map((direction) => Float64Array.from(direction));
      return [directions.keep(basis), directions.drop(basis)];
    }),
  ];
}

/** @param outcomes of the evaluations, one after another, each of its prompts in their order */
export function evaluationsOf(plan: RelevancePlan, heldOut: HeldOut, outcomes: SweepOutcomes): Evaluations {
  const on = evaluatedOn(plan, heldOut);
  const starts = startsOf(on.map(({ length }) => length));
  let asked = 0;
  const placeAsked = heldOut.map((out) => (out === true ? asked++ : -1));
  const cell = (evaluation: number, prompt: number): number => {
    const place = on[evaluation].length === heldOut.length ? prompt : placeAsked[prompt];
    if (place < 0) throw new Error(`relevance: evaluation ${evaluation} was not run on prompt ${prompt}`);
    return starts[evaluation] + place;
  };
  return {
    m: (evaluation, prompt) => outcomes.logitDiff[cell(evaluation, prompt)],
    rank: (evaluation, prompt) => outcomes.answerRank[cell(evaluation, prompt)],
  };
}
