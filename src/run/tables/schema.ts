/**
 * The tables of a study as declared in sql/schema, one CREATE TABLE a file. The SQL is the truth; the list of names
 * below exists so that a wrong table name does not compile, and a test holds the two together.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normaliseSql } from './normalise-sql.ts';

/** In the order of the data flow. */
export const TABLE_NAMES = [
  'prompt',
  'token',
  'attribution',
  'ledger',
  'identity',
  'feature',
  'prompt_feature',
  'attribution_check',
  'attribution_agreement',
  'correlation',
  'correlation_scope',
  'correlation_level',
  'correlation_sum',
  'uncorrelated',
  'co_activation',
  'edge',
  'component',
  'sweep',
  'partition',
  'cluster',
  'stability',
  'cluster_stability',
  'feature_stability',
  'edge_stability',
  'resolution_sweep',
  'centrality',
  'centrality_rank',
  'case_drop',
  'centrality_stability',
  'feature_metric',
  'feature_position',
  'collinear_group',
  'metric_correlation',
  'anova',
  'post_hoc',
  'steering_set',
  'steering_summary',
  'steering_contrast',
  'steering_correlation',
  'interaction',
  'interaction_summary',
  'direct_effect',
  'self_repair',
  'steering',
  'regression',
  'dose_response',
  'dose_regression',
  'held_out_split',
  'held_out_prompt',
  'held_out_cluster',
  'held_out_centrality',
  'recomputed',
  'edge_survival',
  'edge_evidence',
  'null_model',
  'null_statistic',
  'null_histogram',
  'verdict',
  'reproduction',
  'promoted_token',
  'label',
  'stage_run',
] as const;

export type TableName = (typeof TABLE_NAMES)[number];

export const SQL_FOLDER = fileURLToPath(new URL('../../../sql/', import.meta.url));

/** The text of sql/schema/<table>.sql. */
export function schemaText(table: TableName): string {
  return readFileSync(`${SQL_FOLDER}schema/${table}.sql`, 'utf8');
}

/** Changes when the declaration of the table changes, not its remarks; stored as the table's comment in the database. */
export function schemaHash(table: TableName): string {
  return createHash('sha256')
    .update(normaliseSql(schemaText(table)))
    .digest('hex');
}
