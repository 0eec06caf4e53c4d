/**
 * Stage `importance`: what each kept feature is worth, by removal and by the study's steering at one dose, and whether the central ones are
 * worth more, with copies counted once; on all prompts, and with the centralities of one half asked of the other. Needs no run of the model.
 */
import { spearman } from '../../../src/methods/stats/correlation/spearman.ts';
import { stage } from '../../../src/run/stage.ts';
import { rows } from '../../../src/run/stage-input.ts';
import type { RemovalRow } from '../kernels/direct/removal-rows.ts';
import { type ImportanceRow, importanceRows, type PushedRow } from '../kernels/importance/feature-importance.ts';
import {
  type CentralityValue,
  type HalvesValue,
  importanceCorrelations,
  reliabilityRows,
} from '../kernels/importance/importance-correlations.ts';
import { type Member, membersById } from '../kernels/steering/members.ts';
import { type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

export const importance = stage({
  name: 'importance',
  module: import.meta.url,
  settings: ({ seed, cluster, steering }: CooccurrenceStudy) => {
    return { seed, algorithm: cluster.algorithm, mode: steering.mode };
  },
  reads: {
    clustered: rows<Member>('kept_clusters'),
    removed: rows<RemovalRow>('removals'),
    pushed: rows<PushedRow>('importance_push'),
    centralities: rows<CentralityValue>('importance_centrality'),
    halves: rows<HalvesValue>('held_out_centralities'),
    asked: rows<{ split: string; prompt_id: number }>('verdict_second_half'),
    units: rows<UnitName>('unit_of_feature'),
  },
  writes: ['importance', 'importance_correlation', 'centrality_reliability'],
  async run({ seed }, inputs, { note }) {
    const { clustered, removed, pushed, halves } = inputs;
    const members = membersById(clustered);
    const ids = members.map(({ feature_id: id }) => id);
    const units = unitNames(inputs.units) ?? new Map(ids.map((id) => [id, id]));
    const splits = [...new Set(inputs.asked.map(({ split }) => split))];
    const rows = importanceRows({ members, units, removed, pushed }, [
      { scope: 'all', prompts: null },
      ...splits.map((split) => {
        const prompts = inputs.asked.filter((row) => row.split === split).map(({ prompt_id: id }) => id);
        return { scope: split, prompts: new Set(prompts) };
      }),
    ]);
    const reliability = reliabilityRows(halves, new Set(ids), unitNames(inputs.units));
    const tracks = firstOrderTracks(rows);
    if (!Number.isNaN(tracks))
      note(`first-order removal ranks ${ids.length} features as exact removal does with ${tracks.toFixed(2)}`);
    return {
      importance: rows,
      importance_correlation: importanceCorrelations(inputs.centralities, rows, seed),
      centrality_reliability: reliability,
    };
  },
});

/** Rank correlation of |mean first order| and |mean exact removal|: how well the nulls' importance stands for the one that is measured. */
function firstOrderTracks(rows: readonly ImportanceRow[]): number {
  const own = rows.filter(({ scope }) => scope === 'all');
  const pairs = own.flatMap(({ removal, first_order: first }) => [Math.abs(removal), Math.abs(first)]);
  if (own.length < 3) return Number.NaN;
  return spearman({ rows: own.length, cols: 2, values: Float64Array.from(pairs) }).r[0] ?? Number.NaN;
}
