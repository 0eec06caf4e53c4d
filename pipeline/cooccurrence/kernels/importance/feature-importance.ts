/**
 * Rows of the table `importance`: what one feature is worth over some of the prompts, by three definitions and at one dose.
 *
 *   removal            |mean over prompts of the damage of taking it out exactly|: the one that decides
 *   absolute-removal   mean over prompts of the absolute value of that damage, which what helps one answer and hurts another does not cancel
 *   steering           mean damage of pushing it as the study does, at the study's smallest factor
 */
import { mean } from '../../../../src/methods/stats/groups/groups.ts';
import type { RemovalRow } from '../direct/removal-rows.ts';
import type { Member } from '../steering/members.ts';

export const DEFINITIONS = ['removal', 'absolute-removal', 'steering'] as const;
/** The definition that H3 is decided by. */
export const DECIDES: Definition = 'removal';
export type Definition = (typeof DEFINITIONS)[number];

/** A feature pushed alone on one prompt. */
export interface PushedRow {
  readonly feature_id: number;
  readonly prompt_id: number;
  /** Logits; positive is harm. */
  readonly damage: number;
}

/** The prompts of a scope; `null` for all of them. */
interface Scope {
  readonly scope: string;
  readonly prompts: ReadonlySet<number> | null;
}

export interface ImportanceRow {
  readonly scope: string;
  readonly feature_id: number;
  readonly cluster: number;
  /** Its smallest feature; the feature itself where units were not made. */
  readonly unit: number;
  readonly prompts: number;
  /** Signed mean damage of taking it out, logits. */
  readonly removal: number;
  readonly absolute_removal: number;
  /** Signed mean of the first order. */
  readonly first_order: number;
  /** NaN where it was not pushed on these prompts. */
  readonly steering: number;
}

interface Measured {
  readonly members: readonly Member[];
  readonly units: ReadonlyMap<number, number>;
  readonly removed: readonly RemovalRow[];
  readonly pushed: readonly PushedRow[];
}

/** By scope, then feature; a scope without a steered prompt has no rows. */
export function importanceRows({ members, units, removed, pushed }: Measured, scopes: readonly Scope[]) {
  const [taken, steered] = [byFeature(removed), byFeature(pushed)];
  return scopes.flatMap(({ scope, prompts }): ImportanceRow[] =>
    members.flatMap(({ feature_id, cluster }) => {
      const within = <Row extends { readonly prompt_id: number }>(rows: readonly Row[] | undefined): readonly Row[] =>
        (rows ?? []).filter(({ prompt_id: id }) => prompts === null || prompts.has(id));
      const own = within(taken.get(feature_id));
      if (own.length === 0) return [];
      const over = (value: (row: RemovalRow) => number): number => mean(own.map(value));
      const push = within(steered.get(feature_id));
      return [
        {
          ...{ scope, feature_id, cluster, unit: units.get(feature_id) ?? feature_id, prompts: own.length },
          removal: over(({ damage }) => damage),
          absolute_removal: over(({ damage }) => Math.abs(damage)),
          first_order: over((row) => row.first_order),
          steering: push.length === 0 ? Number.NaN : mean(push.map(({ damage }) => damage)),
        },
      ];
    }),
  );
}

/** What a definition makes of a row. */
export function importanceBy(definition: Definition, row: ImportanceRow): number {
  switch (definition) {
    case 'removal':
      return Math.abs(row.removal);
    case 'absolute-removal':
      return row.absolute_removal;
    default:
      return row.steering;
  }
}

function byFeature<Row extends { readonly feature_id: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const own = found.get(row.feature_id);
    if (own === undefined) found.set(row.feature_id, [row]);
    else own.push(row);
  }
  return found;
}
