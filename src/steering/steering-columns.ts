/** Sets and outcomes as the rows of the tables steering_set and steering, the latter one for each dose and prompt. */
import type { SteeringSet } from './design.ts';
import type { Dose } from './interventions.ts';
import type { SweepOutcomes } from './sweep.ts';

/** @param outcomes [interventions, prompts]; @param promptIds in the order of its columns */
export function steeringColumns(doses: readonly Dose[], outcomes: SweepOutcomes, promptIds: readonly number[]) {
  const prompts = promptIds.length;
  const rows = doses.length * prompts;
  const spread = (column: Float32Array): Float64Array => {
    const values = new Float64Array(rows);
    doses.forEach(({ intervention }, i) =>
      values.set(column.subarray(intervention * prompts, (intervention + 1) * prompts), i * prompts),
    );
    return values;
  };
  const repeated = <T>(pick: (dose: Dose) => T): T[] => doses.flatMap((dose) => promptIds.map(() => pick(dose)));
  return {
    set_id: Int32Array.from(repeated(({ setId }) => setId)),
    mode: repeated(({ mode }) => mode),
    factor: Float64Array.from(repeated(({ factor }) => factor)),
    scaling: repeated(({ scaling }) => scaling),
    prompt_id: Int32Array.from(doses.flatMap(() => promptIds)),
    answer_prob: spread(outcomes.answerProb),
    logit_diff: spread(outcomes.logitDiff),
    answer_rank: Int32Array.from(spread(Float32Array.from(outcomes.answerRank))),
    top10_entropy: spread(outcomes.top10Entropy),
    answer_log_prob: spread(outcomes.answerLogProb),
    kl: spread(outcomes.kl),
    delta_ratio: spread(outcomes.deltaRatio),
    delta_cosine: orNull(spread(outcomes.deltaCosine)),
    below_zero: orNull(spread(outcomes.belowZero)),
  };
}

/** The sets as the columns of the table steering_set. */
export function setColumns(sets: readonly SteeringSet[]) {
  return {
    set_id: Int32Array.from(sets, ({ setId }) => setId),
    arm: sets.map(({ arm }) => arm),
    cluster: sets.map(({ cluster }) => cluster),
    size: Int32Array.from(sets, ({ size }) => size),
    replicate: Int32Array.from(sets, ({ replicate }) => replicate),
    feature_ids: sets.map(({ featureIds }) => featureIds),
  };
}

/** A measure without a meaning (nothing was changed) is NULL in the table, not NaN. */
function orNull(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
