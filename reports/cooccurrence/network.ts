/** Gathers the network of a run into the file the viewer and the exports read. */
import type { Dictionary } from '../../src/run/study/dictionaries.ts';
import { MAIN } from '../../src/run/tables/tables.ts';
import { isBundled, sourceName } from '../manifest.ts';
import type { NetworkFile, NetworkNode } from '../network-file.ts';
import type { Context } from '../section.ts';
import { layout } from './layout.ts';
import * as rows from './network-rows.ts';
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
  const features = await rows.readFeatures(context);
  const prompts = await rows.readPrompts(context);
  const nulls = await rows.readNulls(context);
  const edges = (await rows.readEdges(context)).map((row) => ({
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
  const { measures, valuesOf } = measured(features, edges, await rows.readMeasures(context));
  const tokens = await rows.readTokens(context);
  const isSmall = features.length * prompts.length <= N_STRIP_CELLS;
  const strips = isSmall
    ? await rows.readByFeature<{ prompt_id: number }>(context, 'report_strip', (row) => row.prompt_id)
    : new Map<number, number[]>();
  const profiles = await rows.readByFeature<{ position: number }>(context, 'report_position', (row) => row.position);
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
    sweep: (await rows.readSweep(context)).map(({ threshold, ari }) => ({ threshold, ari })),
  };
}

/** The dictionary of the instance, as run.json names it. */
function dictionaryOf({ manifest: { study }, analysis, scope }: Context): Dictionary | undefined {
  const name = scope === MAIN ? study?.analyses?.[analysis]?.on[0] : scope;
  return study?.dictionaries?.find((one) => one.name === name);
}

/** Names of the measures, counts first, and the values of one feature in that order. */
function measured(
  features: readonly rows.FeatureRow[],
  edges: NetworkFile['edges'],
  found: readonly rows.MeasureRow[],
): { measures: NetworkFile['measures']; valuesOf: (feature: rows.FeatureRow) => (number | null)[] } {
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
