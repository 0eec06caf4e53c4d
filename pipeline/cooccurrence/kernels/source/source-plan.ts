/** Which clusters of which network are taken out of held-out prompts, and what the rows of the table say. */
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { classesOf, classMeans, classOf, type HalvedPrompt, type PromptClass } from '../effect/classes.ts';
import type { Group } from '../effect/effect-plan.ts';
import { contributions, type Loss, summed } from '../effect/selectivity.ts';
import type { Source, SourceNetwork } from './source-networks.ts';

/** What of a network the table says before a cluster is taken out. */
type Described = Omit<SourceNetwork, 'found'> & {
  /** Places of its clusters among the groups. */
  readonly at: readonly number[];
};

export interface StoredSources {
  /** Ids of the selected features, ascending. */
  readonly features: readonly number[];
  readonly networks: readonly Described[];
  /** Clusters of all networks. */
  readonly groups: readonly Group[];
  readonly classes: readonly PromptClass[];
  /** Held-out prompts, ascending. */
  readonly asked: readonly number[];
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

/** @param values of the attributions, [P, F] */
export function planSources(
  networks: readonly SourceNetwork[],
  values: Matrix,
  prompts: readonly HalvedPrompt[],
  known: Pick<StoredSources, 'features' | 'skip'>,
): StoredSources {
  const asked = prompts.flatMap(({ heldOut }, p) => (heldOut ? [p] : []));
  const classes = classesOf(prompts, 'stratum');
  // An effect on one class is held against that on another.
  const enough = classes.length > 1 && asked.length > 0;
  const means = enough ? classMeans(byFeature(values), classes) : [];
  const groups: Group[] = [];
  const described = networks.map(({ found, reason, ...row }): Described => {
    const clusters = enough ? (found ?? []) : [];
    const at = clusters.map((features) => groups.push({ features, own: classOf(features, means) }) - 1);
    return { ...row, at, reason: reason ?? whyNone(asked.length, classes.length, found) };
  });
  return { ...known, networks: described, groups, classes, asked };
}

function whyNone(asked: number, classes: number, found: SourceNetwork['found']): string | null {
  if (asked === 0 || found === null) return 'no prompts are held out';
  if (classes < 2) return 'fewer than two classes have two prompts or more in each half';
  return found.length === 0 ? 'the first half finds no kept cluster' : null;
}

function byFeature({ rows, cols, values }: Matrix) {
  const table = new Float64Array(rows * cols);
  for (let p = 0; p < rows; p++) for (let f = 0; f < cols; f++) table[f * rows + p] = values[p * cols + f];
  return { values: table, features: cols, prompts: rows };
}

export interface SourceRow {
  readonly source: Source;
  readonly n: number;
  readonly n_units: number | null;
  readonly edges: number | null;
  readonly clusters: number | null;
  readonly modularity: number | null;
  readonly ami: number | null;
  readonly selectivity: number | null;
  readonly reason: string | null;
}

/** @param units that the features are, copies counted once @param loss of each group */
export function sourceRows(
  { features, networks, groups, classes }: StoredSources,
  units: number | null,
  loss: Loss,
): SourceRow[] {
  return networks.map(({ source, edges, clusters, modularity, ami, at, reason }) => {
    const selectivity = at.length === 0 ? null : summed(contributions(at, groups, classes, loss));
    return { source, n: features.length, n_units: units, edges, clusters, modularity, ami, selectivity, reason };
  });
}

/** What attribution adds, in a sentence. */
export function sourceSentence(rows: readonly SourceRow[]): string {
  const said = (value: number | null): string => (value === null ? 'none' : value.toFixed(2));
  const [own, ...others] = rows;
  const beside = others.map(({ source, ami, selectivity, edges }) =>
    edges === null
      ? `${source}: no network`
      : `${source} ${said(selectivity)} (partition alike by ${said(ami)}, adjusted mutual information)`,
  );
  return `Selectivity of clusters on held-out prompts, logits: attribution ${said(own.selectivity)}; of networks with as many edges: ${beside.join('; ')}`;
}
