/** Gathers the network of a run into the file the viewer and the exports read. */
import { studyOf } from './cooccurrence/study-of.ts';
import { layout } from './layout.ts';
import { isBundled, sourceName } from './manifest.ts';
import type { NetworkFile, NetworkNode } from './network-file.ts';
import * as rows from './network-rows.ts';
import type { Context } from './section.ts';

/** Prompts × features beyond which the per-prompt strips stay in the database. */
const N_STRIP_CELLS = 400_000;

export async function readNetwork(context: Context): Promise<NetworkFile> {
  const { cofire } = context.manifest;
  const study = studyOf(context.manifest);
  const seed = study.seed ?? 0;
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
  const labels = new Map((await rows.readLabels(context)).map((row) => [row.feature_id, row]));
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
      name: study.name ?? 'untitled',
      seed: study.seed ?? null,
      model: sourceName(study.model),
      sae: sourceName(study.sae),
      toy: isBundled(context.manifest),
    },
    rule: {
      threshold: study.network?.threshold ?? 0,
      strict: study.network?.strict ?? true,
      sign: study.network?.sign ?? 'absolute',
    },
    algorithm: context.algorithm,
    layout: { algorithm: 'forceatlas2', seed, iterations: placed.iterations },
    measures,
    nulls,
    prompts: prompts.map((row) => ({ id: row.prompt_id, text: row.text, answer: row.answer, stratum: row.stratum })),
    nodes: features.map(
      (row, index): NetworkNode => ({
        id: row.feature_id,
        label: labels.get(row.feature_id)?.label ?? null,
        link: labels.get(row.feature_id)?.link ?? null,
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
