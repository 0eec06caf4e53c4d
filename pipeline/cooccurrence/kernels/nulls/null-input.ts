/** What all nulls of a run share, from the tables and shards of the stages before. */
import { gradientNorms } from '../../../../src/methods/attribution/gradient-norm.ts';
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import { type SteeringPositions, touched } from '../../../../src/methods/intervention/modes.ts';
import { mean, squaresAround } from '../../../../src/methods/stats/groups/groups.ts';
import type { Split } from '../../../../src/methods/stats/splits.ts';
import type { Steered } from './attributions.ts';
import { type CodeRows, type Codes, codesOf } from './codes.ts';
import { traitGroups } from './edge-survival.ts';
import type { StoredGradients } from './read-gradients.ts';
import type { NullInput } from './replicates.ts';
import type { StatisticOptions } from './study-network.ts';

export interface Source {
  readonly seed: number;
  readonly rule: PositionRule;
  /** Whether position 0 is left out of attributions. */
  readonly excludeFirst: boolean;
  /** Whether a BOS stands at position 0. */
  readonly bos: boolean;
  readonly featureIds: Int32Array;
  readonly codes: CodeRows;
  readonly gradients: StoredGradients;
  /** [P] */
  readonly lengths: readonly number[];
  readonly steering: {
    readonly baseFactor: number;
    readonly positions: SteeringPositions;
    /** [P] whether the prompt is steered. */
    readonly steered: readonly boolean[];
  };
  readonly splits: readonly Split[];
  readonly statistics: StatisticOptions;
}

export function nullInputOf(source: Source): NullInput {
  const { gradients, lengths, featureIds } = source;
  const { rows, width, values, firstRow } = gradients;
  const isZero = (row: number): boolean => values.subarray(row * width, (row + 1) * width).every((x) => x === 0);
  const place = { excludeFirst: source.excludeFirst, firstRow, lengths, isZero };
  const codes = codesOf(source.codes, featureIds, { ...place, rule: source.rule });
  // Damage on all steered prompts, then on those of each second half: one more gradient row for each.
  const { steered } = source.steering;
  const parts = [
    steered,
    ...source.splits.map(({ test }) => steered.map((yes, prompt) => yes && test.includes(prompt))),
  ];
  const extended = new Float32Array((rows + parts.length) * width);
  extended.set(values);
  parts.forEach((prompts, part) => {
    extended.set(meanPush(source, prompts), (rows + part) * width);
  });
  return {
    seed: source.seed,
    rule: source.rule,
    codes,
    gradient: { rows: rows + parts.length, width, values: extended },
    steered: parts.map((prompts, part) => steeredOf(source, prompts, rows + part)),
    splits: source.splits,
    groups: traitGroups(activationSpread(codes)),
    gains: gradientNorms(values, lengths, width),
    statistics: source.statistics,
  };
}

function steeredOf(source: Source, steered: readonly boolean[], row: number): Steered {
  const { baseFactor, positions } = source.steering;
  const prompts = steered.filter(Boolean).length;
  if (positions !== 'active') return { baseFactor, row, active: null, prompts };
  const { firstRow } = source.gradients;
  const chosen = Array.from(source.codes.prompt_id.keys()).filter((i) => steered[source.codes.prompt_id[i]]);
  const taken = {
    prompt_id: Int32Array.from(chosen, (i) => source.codes.prompt_id[i]),
    position: Int32Array.from(chosen, (i) => source.codes.position[i]),
    feature_id: Int32Array.from(chosen, (i) => source.codes.feature_id[i]),
    activation: Float32Array.from(chosen, (i) => source.codes.activation[i]),
  };
  const all = { rule: 'sum' as const, excludeFirst: false, firstRow, lengths: source.lengths, isZero: () => false };
  return { baseFactor, row: null, active: codesOf(taken, source.featureIds, all), prompts };
}

/** [D] mean over the steered prompts of Σ_t g_t over the steered positions; zero when no prompt is steered. */
function meanPush({ gradients, lengths, steering, bos }: Source, steered: readonly boolean[]): Float64Array {
  const { width, values, firstRow } = gradients;
  const prompts = steered.filter(Boolean).length;
  const sum = new Float64Array(width);
  lengths.forEach((length, prompt) => {
    if (!steered[prompt]) return;
    for (const t of touched(steering.positions, length, bos)) {
      const at = (firstRow[prompt] + t) * width;
      for (let k = 0; k < width; k++) sum[k] += values[at + k] / prompts;
    }
  });
  return sum;
}

/** [F] coefficient of variation over prompts of a feature's activation, summed over the codes of a cell. */
function activationSpread({ prompts, features, offsets, activations }: Codes): Float64Array {
  return Float64Array.from({ length: features }, (_, f) => {
    const sums = Float64Array.from({ length: prompts }, (_, p) => {
      const cell = p * features + f;
      return activations.subarray(offsets[cell], offsets[cell + 1]).reduce((sum, x) => sum + x, 0);
    });
    const centre = mean(sums);
    return centre === 0 ? 0 : Math.sqrt(squaresAround(sums, centre) / prompts) / centre;
  });
}
