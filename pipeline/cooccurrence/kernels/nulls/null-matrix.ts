/**
 * The first replicates of a null as networks, for a reader who is to tell the study's own among them. They are those of the run: replicate k
 * here is what the statistics of replicate k are of. Each has as many edges as the study's network, its strongest pairs (density.ts), and is
 * clustered by the study's settings; a rewired network has the study's edges in number already.
 */
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { strongestPairs } from '../../../../src/methods/graph/edges/strongest.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { attributionsOf } from './attributions.ts';
import { columnsOf } from './codes.ts';
import { type Drawn, type NullSource, openDrawn } from './drawn.ts';
import type { NullKind } from './null-kinds.ts';
import { nullSource, type SourceOptions } from './null-source.ts';
import type { MatchedInput } from './replicates.ts';
import { clustersOf, type StudyNetwork, strongestNetwork, studyEdges } from './study-network.ts';

/** Replicates of each null that are kept whole. */
export const SHOWN = 5;

interface EdgeRow {
  readonly null: NullKind;
  readonly replicate: number;
  readonly feature_a: number;
  readonly feature_b: number;
  /** Null in a rewired network, which has edges and no correlations. */
  readonly r: number | null;
}

interface NodeRow {
  readonly null: NullKind;
  readonly replicate: number;
  readonly feature_id: number;
  readonly cluster: number;
  readonly kept: boolean;
}

interface NullNetworks {
  readonly edges: EdgeRow[];
  readonly nodes: NodeRow[];
}

/** Of every null that the study asks for and can be asked. @param replicates at most SHOWN, and those of the run are not more */
export async function nullMatrices(
  kinds: readonly NullKind[],
  nullInput: MatchedInput,
  options: SourceOptions,
  replicates: number,
): Promise<NullNetworks> {
  const found: NullNetworks[] = [];
  for (const kind of kinds) {
    const source = nullSource(kind, options);
    if (typeof source !== 'string') found.push(await nullNetworks(nullInput, source, options.featureIds, replicates));
  }
  return { edges: found.flatMap((own) => own.edges), nodes: found.flatMap((own) => own.nodes) };
}

/** @param featureIds [F] ascending @returns the first replicates */
export async function nullNetworks(
  nullInput: MatchedInput,
  source: NullSource,
  featureIds: ArrayLike<number>,
  replicates: number,
): Promise<NullNetworks> {
  const [edges, nodes]: [EdgeRow[], NodeRow[]] = [[], []];
  const { draw, release } = await openDrawn(nullInput, source);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const at = { null: source.kind, replicate };
    const { ends, clusters, kept } = networkOf(nullInput, await draw(replicate));
    for (const [a, b, r] of ends) edges.push({ ...at, feature_a: featureIds[a], feature_b: featureIds[b], r });
    clusters.cluster.forEach((cluster, node) => {
      nodes.push({ ...at, feature_id: featureIds[node], cluster, kept: cluster <= kept });
    });
  }
  await release();
  return { edges, nodes };
}

/** Its edges, each with the smaller node first, and its clusters. */
function networkOf(
  { codes, rule, statistics, edges }: MatchedInput,
  drawn: Drawn,
): { ends: [a: number, b: number, r: number | null][] } & Pick<StudyNetwork, 'clusters' | 'kept'> {
  if ('graph' in drawn) {
    const ends = endsOf(drawn.graph).map(([a, b]): [number, number, null] => [a, b, null]);
    return { ends, ...clustersOf(drawn.graph, statistics.cluster) };
  }
  const own = 'stored' in drawn ? drawn.stored : attributionsOf(codes, drawn.projections, rule);
  const values: Matrix = { rows: codes.prompts, cols: columnsOf(codes), values: own };
  const plain = studyEdges(values, statistics);
  const { clusters, kept } = strongestNetwork(plain, edges.all, statistics);
  const { a, b, r } = plain.pairs;
  const chosen = Array.from(strongestPairs(r, edges.all, statistics.network.sign));
  return { ends: chosen.map((k) => [Math.min(a[k], b[k]), Math.max(a[k], b[k]), r[k]]), clusters, kept };
}

function endsOf({ n, offsets, targets }: Graph): [number, number][] {
  const ends: [number, number][] = [];
  for (let v = 0; v < n; v++)
    for (let k = offsets[v]; k < offsets[v + 1]; k++) if (targets[k] > v) ends.push([v, targets[k]]);
  return ends;
}
