/** Gathers the network of a run into the file the viewer and the exports read. */

import type { Dictionary } from '../../src/run/study/dictionaries.ts';
import { MAIN } from '../../src/run/tables/tables.ts';
import { isBundled, sourceName } from '../manifest.ts';
import type { NetworkFile, NetworkNode } from '../network-file.ts';
import type { Context } from '../section.ts';
import { layout } from './layout.ts';
import { clusterOf, networkOf } from './settings-of.ts';

/** Prompts × features beyond which the per-prompt strips stay in the database. */
const N_STRIP_CELLS = 400_000;

/** Null where the stages `network` and `cluster` have not run: without their settings nothing can be said of edges and clusters. */
export async function readNetwork(context: Context): Promise<NetworkFile | null> {
  const { cofire, study } = context.manifest;
  const [network, clustered] = [networkOf(context), clusterOf(context)];
  if (network === undefined || clustered === undefined) return null;
  const { rule } = network;
  const { cluster, seed } = clustered;
  const features = await context.query<FeatureRow>('report_feature');
  const prompts = await context.query<PromptRow>('report_prompt');
  const nulls = (await context.query<{ name: string }>('report_null_asked')).map((row) => row.name);
  const edges = (await context.query<EdgeRow>('report_edge_detail')).map((row) => ({
    a: row.feature_a,
    b: row.feature_b,
    r: digits(row.r, 6),
    q: row.q === null ? null : digits(row.q, 4),
    present: row.present === null ? null : digits(row.present, 4),
    survives: (row.survives ?? []).map((name) => nulls.indexOf(name)),
    survives_decisive: row.survives_decisive,
  }));
  const placed = layout(
    features.map((row) => ({ id: row.feature_id, group: row.kept ? row.cluster : null })),
    edges,
    seed,
  );
  const { measures, valuesOf } = measured(features, edges, await context.query<MeasureRow>('report_measure'));
  const tokens = await readTokens(context);
  const isSmall = features.length * prompts.length <= N_STRIP_CELLS;
  const strips = isSmall
    ? await readByFeature<{ prompt_id: number }>(context, 'report_strip', (row) => row.prompt_id)
    : new Map<number, number[]>();
  const profiles = await readByFeature<{ position: number }>(context, 'report_position', (row) => row.position);
  return {
    format: 'cofire-network',
    version: 1,
    generator: { name: 'cofire', version: cofire ?? 'unknown' },
    study: {
      name: study?.name ?? 'unknown',
      seed,
      model: sourceName(study?.model),
      sae: sourceName(dictionaryOf(context)),
      toy: isBundled(context.manifest),
    },
    rule: { threshold: rule.threshold, strict: rule.strict, sign: rule.sign },
    algorithm: cluster.algorithm,
    layout: { algorithm: 'forceatlas2', seed, iterations: placed.iterations },
    measures,
    nulls,
    prompts: prompts.map((row) => ({ id: row.prompt_id, text: row.text, answer: row.answer, stratum: row.stratum })),
    nodes: features.map(
      (row, index): NetworkNode => ({
        id: row.feature_id,
        label: row.label,
        link: row.link,
        promoted: tokens.get(row.feature_id)?.promoted ?? [],
        suppressed: tokens.get(row.feature_id)?.suppressed ?? [],
        x: digits(placed.x[index], 5),
        y: digits(placed.y[index], 5),
        cluster: row.cluster,
        kept: row.kept,
        component: row.component,
        component_size: row.component_size,
        values: valuesOf(row),
        strip: strips.get(row.feature_id) ?? [],
        profile: profiles.get(row.feature_id) ?? [],
      }),
    ),
    edges,
    sweep: (await optional<SweepRow>(context, 'sweep', 'report_sweep')).map(({ threshold, ari }) => ({
      threshold,
      ari,
    })),
  };
}

/** The dictionary of the instance, as run.json names it. */
function dictionaryOf({ manifest: { study }, analysis, scope }: Context): Dictionary | undefined {
  const name = scope === MAIN ? study?.analyses?.[analysis]?.on[0] : scope;
  return study?.dictionaries?.find((one) => one.name === name);
}

/** Names of the measures, counts first, and the values of one feature in that order. */
function measured(
  features: readonly FeatureRow[],
  edges: NetworkFile['edges'],
  found: readonly MeasureRow[],
): { measures: NetworkFile['measures']; valuesOf: (feature: FeatureRow) => (number | null)[] } {
  const named = [...new Map(found.map((row) => [row.measure, row.kind]))]
    .map(([name, kind]) => ({ name, kind }))
    .filter(({ name }) => name !== 'prevalence');
  const values = new Map(found.map((row) => [`${row.feature_id} ${row.measure}`, row.value]));
  const neighbours = new Map(features.map((row) => [row.feature_id, 0]));
  for (const edge of edges) for (const end of [edge.a, edge.b]) neighbours.set(end, (neighbours.get(end) ?? 0) + 1);
  return {
    measures: [{ name: 'neighbours', kind: 'count' }, { name: 'prevalence', kind: 'metric' }, ...named],
    valuesOf: (feature) => [
      neighbours.get(feature.feature_id) ?? 0,
      digits(feature.prevalence, 6),
      ...named.map(({ name }) => {
        const value = values.get(`${feature.feature_id} ${name}`) ?? null;
        return value === null ? null : digits(value, 6);
      }),
    ],
  };
}

function digits(value: number, count: number): number {
  return Number(value.toPrecision(count));
}

interface FeatureRow {
  readonly feature_id: number;
  readonly prevalence: number;
  readonly cluster: number | null;
  readonly kept: boolean;
  readonly component: number | null;
  readonly component_size: number | null;
  readonly label: string | null;
  readonly link: string | null;
}

interface MeasureRow {
  readonly feature_id: number;
  readonly measure: string;
  readonly kind: 'centrality' | 'metric' | 'stability' | 'evidence';
  readonly value: number | null;
}

interface TokenRow {
  readonly feature_id: number;
  readonly direction: 'promoted' | 'suppressed';
  readonly token: string;
}

interface EdgeRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly r: number;
  readonly q: number | null;
  readonly present: number | null;
  /** Names of nulls; null where none was asked. */
  readonly survives: readonly string[] | null;
  readonly survives_decisive: boolean | null;
}

interface PromptRow {
  readonly prompt_id: number;
  readonly text: string;
  readonly answer: string;
  readonly stratum: string;
}

interface SweepRow {
  readonly threshold: number;
  readonly ari: number | null;
}

/** Rows of a query whose table may be empty. */
async function optional<Row extends object>(context: Context, table: string, query: string): Promise<Row[]> {
  return context.filled.has(table) ? context.query<Row>(query) : [];
}

async function readTokens(context: Context): Promise<Map<number, Record<TokenRow['direction'], string[]>>> {
  const found = new Map<number, Record<TokenRow['direction'], string[]>>();
  for (const row of await optional<TokenRow>(context, 'promoted_token', 'report_promoted')) {
    const own = found.get(row.feature_id) ?? { promoted: [], suppressed: [] };
    own[row.direction].push(row.token);
    found.set(row.feature_id, own);
  }
  return found;
}

/** Values of each feature in the order of `place`, zero where there is none. */
async function readByFeature<Row extends object>(
  context: Context,
  query: string,
  place: (row: Row) => number,
): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  const rows = await context.query<Row & { feature_id: number; value: number }>(query);
  const length = rows.reduce((most, row) => Math.max(most, place(row) + 1), 0);
  for (const row of rows) {
    const values = found.get(row.feature_id) ?? new Array<number>(length).fill(0);
    values[place(row)] = Number(row.value.toPrecision(4));
    found.set(row.feature_id, values);
  }
  return found;
}
