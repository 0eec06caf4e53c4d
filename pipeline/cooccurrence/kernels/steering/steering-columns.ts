/** Sets and outcomes as the rows of the tables steering_set and steering, the latter one for each dose and prompt. */

import type { SweepOutcomes } from '../../../../src/methods/intervention/run-changes.ts';
import type { SteeringSet } from './design.ts';
import type { Dose } from './doses.ts';

/** Prompts as indices, ascending. */
interface Steered {
  readonly promptIds: readonly number[];
  /** Of each set, by set_id. */
  readonly ofSet: readonly Int32Array[];
  /** Of each intervention, at least those of its sets. */
  readonly ofIntervention: readonly Int32Array[];
}

/** @param outcomes of every intervention's prompts, one intervention after another */
export function steeringColumns(doses: readonly Dose[], outcomes: SweepOutcomes, steered: Steered) {
  const { promptIds, ofSet } = steered;
  const cells = cellsOf(doses, steered);
  const spread = (column: Float32Array): Float64Array => Float64Array.from(cells, (cell) => column[cell]);
  const repeated = <T>(pick: (dose: Dose) => T): T[] =>
    doses.flatMap((dose) => Array.from(ofSet[dose.setId], () => pick(dose)));
  return {
    set_id: Int32Array.from(repeated(({ setId }) => setId)),
    mode: repeated(({ mode }) => mode),
    factor: Float64Array.from(repeated(({ factor }) => factor)),
    scaling: repeated(({ scaling }) => scaling),
    prompt_id: Int32Array.from(doses.flatMap(({ setId }) => Array.from(ofSet[setId], (prompt) => promptIds[prompt]))),
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

/** Of each row, its place in the outcomes. */
function cellsOf(doses: readonly Dose[], { ofSet, ofIntervention }: Steered): Int32Array {
  let next = 0;
  const starts = ofIntervention.map((own) => {
    next += own.length;
    return next - own.length;
  });
  return Int32Array.from(
    doses.flatMap(({ setId, intervention }) =>
      Array.from(ofSet[setId], (prompt) => {
        const at = ofIntervention[intervention].indexOf(prompt);
        if (at < 0) throw new Error(`steering: set ${setId} has no outcome on prompt ${prompt}`);
        return starts[intervention] + at;
      }),
    ),
  );
}

/** The sets as the columns of the table steering_set. @param norms ‖Σ d‖ of each */
export function setColumns(sets: readonly SteeringSet[], norms: readonly number[]) {
  return {
    set_id: Int32Array.from(sets, ({ setId }) => setId),
    arm: sets.map(({ arm }) => arm),
    cluster: sets.map(({ cluster }) => cluster),
    size: Int32Array.from(sets, ({ size }) => size),
    replicate: Int32Array.from(sets, ({ replicate }) => replicate),
    feature_ids: sets.map(({ featureIds }) => featureIds),
    norm: Float64Array.from(norms),
  };
}

/** A measure without a meaning (nothing was changed) is NULL in the table, not NaN. */
function orNull(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
