/** The rows that the network file is made of; parts that a run did not compute come back empty. */
import type { Context } from '../section.ts';

export interface FeatureRow {
  readonly feature_id: number;
  readonly prevalence: number;
  readonly cluster: number | null;
  readonly kept: boolean;
  readonly component: number | null;
  readonly component_size: number | null;
  readonly label: string | null;
  readonly link: string | null;
}

export interface MeasureRow {
  readonly feature_id: number;
  readonly measure: string;
  readonly kind: 'centrality' | 'metric' | 'stability' | 'evidence';
  readonly value: number | null;
}

export interface TokenRow {
  readonly feature_id: number;
  readonly direction: 'promoted' | 'suppressed';
  readonly token: string;
}

export interface EdgeRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly r: number;
  readonly q: number | null;
  readonly present: number | null;
  /** Names of nulls; null where none was asked. */
  readonly survives: readonly string[] | null;
  readonly survives_decisive: boolean | null;
}

export interface PromptRow {
  readonly prompt_id: number;
  readonly text: string;
  readonly answer: string;
  readonly stratum: string;
}

export interface SweepRow {
  readonly threshold: number;
  readonly ari: number | null;
}

/** Rows of a query whose table may be empty. */
async function optional<Row extends object>(context: Context, table: string, query: string): Promise<Row[]> {
  return context.filled.has(table) ? context.query<Row>(query) : [];
}

export const readFeatures = (context: Context): Promise<FeatureRow[]> => context.query('report_feature');
export const readPrompts = (context: Context): Promise<PromptRow[]> => context.query('report_prompt');
export const readSweep = (context: Context): Promise<SweepRow[]> => optional(context, 'sweep', 'report_sweep');

export const readMeasures = (context: Context): Promise<MeasureRow[]> => context.query('report_measure');

/** With q, stability and the nulls survived where the run has them. */
export const readEdges = (context: Context): Promise<EdgeRow[]> => context.query('report_edge_detail');
export const readNulls = async (context: Context): Promise<string[]> =>
  (await context.query<{ name: string }>('report_null_asked')).map((row) => row.name);

export async function readTokens(context: Context): Promise<Map<number, Record<TokenRow['direction'], string[]>>> {
  const found = new Map<number, Record<TokenRow['direction'], string[]>>();
  for (const row of await optional<TokenRow>(context, 'promoted_token', 'report_promoted')) {
    const own = found.get(row.feature_id) ?? { promoted: [], suppressed: [] };
    own[row.direction].push(row.token);
    found.set(row.feature_id, own);
  }
  return found;
}

/** Values of each feature in the order of `place`, zero where there is none. */
export async function readByFeature<Row extends object>(
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
