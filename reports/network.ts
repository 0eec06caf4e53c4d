/** Gathers the network of a run into the file the viewer and the exports read. */
import { layout } from './layout.ts';
import { isBundled, sourceName } from './manifest.ts';
import type { NetworkFile, NetworkNode } from './network-file.ts';
import type { Context } from './section.ts';

/** Prompts × features beyond which the per-prompt strips stay in the database. */
const N_STRIP_CELLS = 400_000;

interface FeatureRow {
  readonly feature_id: number;
  readonly prevalence: number;
  readonly cluster: number | null;
  readonly kept: boolean;
  readonly component: number | null;
  readonly component_size: number | null;
}

interface MeasureRow {
  readonly feature_id: number;
  readonly measure: string;
  readonly kind: 'centrality' | 'metric';
  readonly value: number | null;
}

interface PromptRow {
  readonly prompt_id: number;
  readonly text: string;
  readonly answer: string;
  readonly stratum: string;
}

export async function readNetwork(context: Context): Promise<NetworkFile> {
  const features = await context.query<FeatureRow>('report_feature');
  const edges = (await context.query<{ feature_a: number; feature_b: number; r: number }>('report_edge')).map(
    (row) => ({ a: row.feature_a, b: row.feature_b, r: digits(row.r, 6) }),
  );
  const measured = await context.query<MeasureRow>('report_measure');
  const prompts = await context.query<PromptRow>('report_prompt');
  const { study, cofire } = context.manifest;
  const seed = study?.seed ?? 0;
  const placed = layout(
    features.map((row) => ({ id: row.feature_id, group: row.kept ? row.cluster : null })),
    edges,
    seed,
  );
  const measures = measuresOf(measured);
  const values = new Map(measured.map((row) => [`${row.feature_id} ${row.measure}`, row.value]));
  const neighbours = countNeighbours(edges);
  const strips =
    features.length * prompts.length <= N_STRIP_CELLS
      ? await byFeature<{ prompt_id: number }>(context, 'report_strip', (row) => row.prompt_id)
      : new Map<number, number[]>();
  const profiles = await byFeature<{ position: number }>(context, 'report_position', (row) => row.position);
  return {
    format: 'cofire-network',
    version: 1,
    generator: { name: 'cofire', version: cofire ?? 'unknown' },
    study: {
      name: study?.name ?? 'untitled',
      seed: study?.seed ?? null,
      model: sourceName(study?.model),
      sae: sourceName(study?.sae),
      toy: isBundled(context.manifest),
      dashboards: null,
    },
    rule: {
      threshold: study?.network?.threshold ?? 0,
      strict: study?.network?.strict ?? true,
      sign: study?.network?.sign ?? 'absolute',
    },
    algorithm: context.algorithm,
    layout: { algorithm: 'forceatlas2', seed, iterations: placed.iterations },
    measures: [{ name: 'neighbours', kind: 'count' }, { name: 'prevalence', kind: 'metric' }, ...measures],
    prompts: prompts.map((row) => ({ id: row.prompt_id, text: row.text, answer: row.answer, stratum: row.stratum })),
    nodes: features.map(
      (row, index): NetworkNode => ({
        id: row.feature_id,
        label: null,
        x: digits(placed.x[index], 5),
        y: digits(placed.y[index], 5),
        cluster: row.cluster,
        kept: row.kept,
        component: row.component,
        component_size: row.component_size,
        values: [
          neighbours.get(row.feature_id) ?? 0,
          digits(row.prevalence, 6),
          ...measures.map(({ name }) => {
            const value = values.get(`${row.feature_id} ${name}`) ?? null;
            return value === null ? null : digits(value, 6);
          }),
        ],
        strip: strips.get(row.feature_id) ?? [],
        profile: profiles.get(row.feature_id) ?? [],
      }),
    ),
    edges,
  };
}

function measuresOf(rows: readonly MeasureRow[]): { name: string; kind: 'centrality' | 'metric' }[] {
  return [...new Map(rows.map((row) => [row.measure, row.kind]))].map(([name, kind]) => ({ name, kind }));
}

function countNeighbours(edges: readonly { a: number; b: number }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const edge of edges) for (const end of [edge.a, edge.b]) counts.set(end, (counts.get(end) ?? 0) + 1);
  return counts;
}

/** Values of each feature in the order of `place`, zero where there is none. */
async function byFeature<Row extends object>(
  context: Context,
  name: string,
  place: (row: Row) => number,
): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  const rows = await context.query<Row & { feature_id: number; value: number }>(name);
  const length = rows.reduce((most, row) => Math.max(most, place(row) + 1), 0);
  for (const row of rows) {
    const values = found.get(row.feature_id) ?? new Array<number>(length).fill(0);
    values[place(row)] = digits(row.value, 4);
    found.set(row.feature_id, values);
  }
  return found;
}

function digits(value: number, count: number): number {
  return Number(value.toPrecision(count));
}
