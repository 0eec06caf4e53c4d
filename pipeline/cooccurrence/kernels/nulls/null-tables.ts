/** The tables that nulls fill. */

export const NULL_TABLES = [
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
] as const;

/** Rows of each table. */
export type NullRows = { readonly [Table in (typeof NULL_TABLES)[number]]: readonly object[] };
