/** The tables that nulls fill, and their columns. */

import { SPLIT_COLUMNS } from '../../../../src/methods/stats/splits.ts';
import { byColumn, type Cell } from '../../../../src/run/tables/by-column.ts';
import { EVIDENCE_COLUMNS } from './edge-evidence.ts';
import { CENTRALITY_COLUMNS } from './held-out-rows.ts';
import { HISTOGRAM_COLUMNS } from './histogram.ts';
import { MODEL_COLUMNS } from './null-models.ts';
import { RECOMPUTED_COLUMNS } from './recomputed.ts';
import { STATISTIC_COLUMNS } from './summary.ts';
import { SURVIVAL_COLUMNS } from './survival-rows.ts';

export const NULL_TABLES = {
  held_out_split: SPLIT_COLUMNS,
  held_out_prompt: ['split', 'prompt_id', 'half'],
  held_out_cluster: ['split', 'feature_id', 'cluster'],
  held_out_centrality: CENTRALITY_COLUMNS,
  recomputed: RECOMPUTED_COLUMNS,
  edge_survival: SURVIVAL_COLUMNS,
  edge_evidence: EVIDENCE_COLUMNS,
  null_model: MODEL_COLUMNS,
  null_statistic: STATISTIC_COLUMNS,
  null_histogram: HISTOGRAM_COLUMNS,
} as const;

export type NullTable = keyof typeof NULL_TABLES;
export const NULL_TABLE_NAMES = Object.keys(NULL_TABLES) as NullTable[];

/** Rows of each table; one without rows is emptied. */
export type NullRows = {
  readonly [Table in NullTable]?: readonly Readonly<Record<(typeof NULL_TABLES)[Table][number], Cell>>[];
};

/** Every table with its columns. */
export function nullColumns(rows: NullRows): [NullTable, Record<string, Cell[]>][] {
  const columnsOf = (table: NullTable) =>
    byColumn<string>(NULL_TABLES[table], (rows[table] ?? []) as readonly Readonly<Record<string, Cell>>[]);
  return NULL_TABLE_NAMES.map((table) => [table, columnsOf(table)]);
}
