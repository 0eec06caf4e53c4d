/** What all nulls of a run share, from the tables and shards of the stages before. */
import { gradientNorms } from '../../../../src/methods/attribution/gradient-norm.ts';
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import { type SteeringPositions, touched } from '../../../../src/methods/intervention/modes.ts';
import { mean, squaresAround } from '../../../../src/methods/stats/groups/groups.ts';
import type { Split } from '../../../../src/methods/stats/splits.ts';
import type { Removed } from './attributions.ts';
import { type CodeRows, type Codes, codesOf, columnsOf, type NodeColumns } from './codes.ts';
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
  /** Features whose codes the matrix is made of. */
  readonly featureIds: Int32Array;
  /** Where copies are merged. */
  readonly nodes?: NodeColumns | undefined;
  readonly codes: CodeRows;
  readonly gradients: StoredGradients;
  /** [P] */
  readonly lengths: readonly number[];
  readonly steering: {
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
  const codes = { ...codesOf(source.codes, featureIds, { ...place, rule: source.rule }), ...nodesOf(source) };
  return {
    seed: source.seed,
    rule: source.rule,
    codes,
    gradient: { rows, width, values },
    removed: removedOf(source),
    splits: source.splits,
    groups: traitGroups(activationSpread(codes)),
    gains: gradientNorms(values, lengths, width),
    statistics: source.statistics,
  };
}

/** The codes that are taken out of the steered prompts, and which of these are asked: all, and those of each second half. */
function removedOf({ steering, codes: found, featureIds, gradients, lengths, bos, splits, nodes }: Source): Removed {
  const { positions, steered } = steering;
  const at = lengths.map((length, prompt) => new Set(steered[prompt] ? touched(positions, length, bos) : []));
  const chosen = Array.from(found.prompt_id.keys()).filter((i) => at[found.prompt_id[i]].has(found.position[i]));
  const taken = {
    prompt_id: Int32Array.from(chosen, (i) => found.prompt_id[i]),
    position: Int32Array.from(chosen, (i) => found.position[i]),
    feature_id: Int32Array.from(chosen, (i) => found.feature_id[i]),
    activation: Float32Array.from(chosen, (i) => found.activation[i]),
  };
  const { firstRow } = gradients;
  const all = { rule: 'sum' as const, excludeFirst: false, firstRow, lengths, isZero: () => false };
  const everyone = Int32Array.from(lengths.keys()).filter((prompt) => steered[prompt]);
  return {
    codes: { ...codesOf(taken, featureIds, all), ...nodesOf({ nodes }) },
    parts: [
      everyone,
      ...splits.flatMap(({ train, test }) => [train, test].map((half) => half.filter((prompt) => steered[prompt]))),
    ],
  };
}

function nodesOf({ nodes }: Pick<Source, 'nodes'>): Pick<Codes, 'nodes'> {
  return nodes === undefined ? {} : { nodes };
}

/** [F] coefficient of variation over prompts of a node's activation, summed over the codes of its features' cells. */
function activationSpread(codes: Codes): Float64Array {
  const { prompts, features, offsets, activations, nodes } = codes;
  const columns = Array.from({ length: columnsOf(codes) }, (): number[] => []);
  for (let f = 0; f < features; f++) columns[nodes?.of[f] ?? f].push(f);
  return Float64Array.from(columns, (own) => {
    const sums = Float64Array.from({ length: prompts }, (_, p) =>
      own.reduce((total, f) => {
        const cell = p * features + f;
        return total + activations.subarray(offsets[cell], offsets[cell + 1]).reduce((sum, x) => sum + x, 0);
      }, 0),
    );
    const centre = mean(sums);
    return centre === 0 ? 0 : Math.sqrt(squaresAround(sums, centre) / prompts) / centre;
  });
}
