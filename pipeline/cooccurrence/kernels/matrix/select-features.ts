/**
 * Which features enter the network: those with a non-zero aggregated value on at least `minPrevalence` of the prompts, or the smallest set
 * that holds a share of Σ|attribution|. Every other feature that was seen keeps a row with the reason why not.
 */
import type { Aggregated, AttributionRows } from '../../../../src/methods/attribution/positions.ts';
import type { NodeMembers } from '../units/node-members.ts';

interface SelectedFeature {
  readonly featureId: number;
  /** Share of prompts with a non-zero value. */
  readonly prevalence: number;
  readonly selected: boolean;
  readonly reason: string | null;
}

/** Settings `features`. */
export interface SelectionRule extends AttributionShare {
  readonly by: 'prevalence' | 'attribution';
  readonly min_prevalence: number;
}

export interface Selection {
  readonly features: readonly SelectedFeature[];
  /** Share of Σ|attribution| that the selected ones hold; null where they are not selected by it. */
  readonly held: number | null;
  /** What is wrong where none is selected. */
  refusal(): { readonly key: string; readonly found: string; readonly expected: string };
}

/** @param sizes Σ|a| of each feature; asked for only where it is needed */
export function selectFeatures(
  rule: SelectionRule,
  values: Pick<Aggregated, 'featureIds' | 'starts'>,
  prompts: number,
  sizes: () => Float64Array,
): Selection {
  if (rule.by === 'attribution') {
    return {
      ...selectByAttribution(values, prompts, sizes(), rule),
      refusal: () => ({ key: 'features.by', found: `attribution, and every attribution of the ${values.featureIds.length} features that fire is 0`, expected: 'features that have one' }), // biome-ignore format: one line
    };
  }
  const features = selectByPrevalence(values, prompts, rule.min_prevalence);
  return {
    features,
    held: null,
    refusal() {
      const most = features.reduce((best, { prevalence }) => Math.max(best, prevalence), 0);
      return {
        key: 'features.min_prevalence',
        found: `${rule.min_prevalence}, and the commonest feature is non-zero on ${(100 * most).toFixed(0)} % of the prompts`,
        expected: 'a share that some feature reaches',
      };
    },
  };
}

/** Ordered by feature. */
function selectByPrevalence(
  { featureIds, starts }: Pick<Aggregated, 'featureIds' | 'starts'>,
  prompts: number,
  minPrevalence: number,
): SelectedFeature[] {
  return Array.from(featureIds, (featureId, k) => {
    const count = starts[k + 1] - starts[k];
    // Compared as counts: a share such as 0.3 times the prompts is rarely a whole number in binary.
    const selected = count > 0 && count >= minPrevalence * prompts - 1e-9;
    const reason = selected ? null : `non-zero on ${count} of ${prompts} prompts`;
    return { featureId, prevalence: count / prompts, selected, reason };
  });
}

export interface AttributionShare {
  /** Of Σ|attribution| of all features. */
  readonly share: number;
  /** Features at most. */
  readonly most: number;
}

/**
 * The features of most Σ|a| until they hold the share, ties to the smaller id; only those that have a value. Ordered by feature.
 * @param sizes Σ|a| of each feature of `featureIds`, over the prompts that find
 * @returns with the share that the selected ones hold; of no attribution at all, none are selected
 */
function selectByAttribution(
  { featureIds, starts }: Pick<Aggregated, 'featureIds' | 'starts'>,
  prompts: number,
  sizes: Float64Array,
  { share, most }: AttributionShare,
): { readonly features: SelectedFeature[]; readonly held: number } {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const falling = Array.from(sizes, (_, k) => k)
    .filter((k) => sizes[k] > 0 && starts[k + 1] > starts[k])
    .sort((a, b) => sizes[b] - sizes[a] || a - b);
  const chosen = new Set<number>();
  let sum = 0;
  for (const k of falling) {
    if (chosen.size === most || sum >= share * total) break;
    chosen.add(k);
    sum += sizes[k];
  }
  const features = Array.from(featureIds, (featureId, k) => {
    const reason = chosen.has(k)
      ? null
      : `${(total === 0 ? 0 : (100 * sizes[k]) / total).toPrecision(2)} % of Σ|attribution|, less than any that is selected`;
    return { featureId, prevalence: (starts[k + 1] - starts[k]) / prompts, selected: chosen.has(k), reason };
  });
  return { features, held: total === 0 ? 0 : sum / total };
}

/** Σ|a| of each feature over some prompts, positions from `skip` on. @param featureIds ascending */
export function attributionSizes(
  rows: AttributionRows,
  featureIds: Int32Array,
  finds: (prompt: number) => boolean,
  skip: number,
): Float64Array {
  const places = new Map(Array.from(featureIds, (id, k) => [id, k]));
  const sizes = new Float64Array(featureIds.length);
  for (let i = 0; i < rows.feature_id.length; i++) {
    if (rows.position[i] < skip || !finds(rows.prompt_id[i])) continue;
    sizes[places.get(rows.feature_id[i]) ?? -1] += Math.abs(rows.attribution[i]);
  }
  return sizes;
}

interface SelectedNode extends SelectedFeature {
  /** Null where the feature is not selected. */
  readonly node: number | null;
}

/** The features as nodes: of those that are merged into one, only the one that it is called by is selected. */
export function selectedNodes(features: readonly SelectedFeature[], members: NodeMembers): SelectedNode[] {
  return features.map((feature) => {
    const { featureId, selected } = feature;
    if (!selected) return { ...feature, node: null };
    const node = members.nodeOf(featureId);
    if (node === featureId) return { ...feature, node };
    return { ...feature, node, selected: false, reason: `a copy of feature ${node}, merged with it into one node` };
  });
}

/** The rows of the table prompt_feature_value: what the selected features have, by feature, then prompt. `features` stand as in `values`. */
export function selectedCells({ starts, promptIds, values }: Aggregated, features: readonly SelectedFeature[]) {
  const count = features.reduce((sum, { selected }, k) => sum + (selected ? starts[k + 1] - starts[k] : 0), 0);
  const cells = { prompt_id: new Int32Array(count), feature_id: new Int32Array(count), value: new Float64Array(count) };
  let filled = 0;
  for (const [k, { featureId, selected }] of features.entries()) {
    if (!selected) continue;
    const end = filled + starts[k + 1] - starts[k];
    cells.prompt_id.set(promptIds.subarray(starts[k], starts[k + 1]), filled);
    cells.value.set(values.subarray(starts[k], starts[k + 1]), filled);
    cells.feature_id.fill(featureId, filled, end);
    filled = end;
  }
  return cells;
}
