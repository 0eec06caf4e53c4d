/**
 * Rows of the tables `importance_correlation` and `centrality_reliability`: whether central features are important, by each definition of
 * importance, with the centrality of all prompts asked of all of them, and that of a first half asked of the second; and how far a
 * centrality of one half of the prompts is that of the other, without which nothing can be asked of it.
 */
import { kindOf } from '../../../../src/methods/stats/splits.ts';
import { countUnits, type UnitOf } from '../units/counted-units.ts';
import { DECIDES, DEFINITIONS, type Definition, type ImportanceRow, importanceBy } from './feature-importance.ts';
import { correlation, PERMUTATIONS, spearmanBrown, unitCorrelation, unitOrders } from './unit-correlation.ts';

/** A centrality of the network of all prompts (scope `all`), or of a first half. */
export interface CentralityValue {
  readonly scope: string;
  readonly measure: string;
  readonly feature_id: number;
  readonly value: number;
}

export interface CorrelationRow {
  readonly measure: string;
  readonly definition: Definition;
  readonly scope: string;
  readonly n: number;
  readonly n_units: number;
  readonly r: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly permutations: number;
  readonly reason: string | null;
}

/** One row for each measure, definition and scope in which some feature has both; of repeated splits by the definition that decides alone, without an interval. */
export function importanceCorrelations(
  centralities: readonly CentralityValue[],
  rows: readonly ImportanceRow[],
  seed: number,
): CorrelationRow[] {
  const names = [...new Set(centralities.map(({ measure }) => measure))];
  const scopes = [...new Set(rows.map(({ scope }) => scope))];
  const orders = unitOrders(seed);
  const rowsOf = new Map(scopes.map((scope) => [scope, rows.filter((row) => row.scope === scope)]));
  const valuesOf = new Map<string, Map<number, number>>();
  for (const { measure, scope, feature_id: id, value } of centralities) {
    const key = `${measure}/${scope}`;
    const own = valuesOf.get(key) ?? new Map<number, number>();
    valuesOf.set(key, own.set(id, value));
  }
  return names.flatMap((measure) =>
    DEFINITIONS.flatMap((definition) =>
      scopes.flatMap((scope): CorrelationRow[] => {
        const repeated = scope !== kindOf(scope);
        if (repeated && definition !== DECIDES) return [];
        const values = valuesOf.get(`${measure}/${scope}`);
        const own = (rowsOf.get(scope) ?? []).flatMap((row) => {
          const [x, y] = [values?.get(row.feature_id), importanceBy(definition, row)];
          return x === undefined || Number.isNaN(y) ? [] : [{ x, y, unit: row.unit }];
        });
        return own.length === 0
          ? []
          : [
              {
                ...{ measure, definition, scope, n: own.length },
                ...correlate(own, seed, { withInterval: !repeated, orders }),
              },
            ];
      }),
    ),
  );
}

function correlate(
  own: readonly { readonly x: number; readonly y: number; readonly unit: number }[],
  seed: number,
  options: NonNullable<Parameters<typeof unitCorrelation>[4]>,
) {
  const [x, y] = [Float64Array.from(own, (row) => row.x), Float64Array.from(own, (row) => row.y)];
  const units = own.map(({ unit }) => unit);
  const found = unitCorrelation(x, y, units, seed, options);
  const [n_units, none] = [new Set(units).size, Number.NaN];
  if (found !== null) {
    const few = options.withInterval
      ? 'too few draws of units have a correlation for an interval'
      : 'only the first split has an interval';
    const reason = Number.isNaN(found.low) ? few : null;
    return {
      n_units,
      ...{ r: found.r, low: found.low, high: found.high, p: found.p },
      permutations: PERMUTATIONS,
      reason,
    };
  }
  const reason = own.length < 4 ? 'fewer than four features' : 'the centrality or the importance does not vary';
  return { n_units, r: none, low: none, high: none, p: none, permutations: 0, reason };
}

/** A centrality of both halves of the prompts. */
export interface HalvesValue {
  readonly split: string;
  readonly measure: string;
  readonly feature_id: number;
  readonly value: number;
  /** Null where the feature has no correlation there. */
  readonly second_value: number | null;
}

interface ReliabilityRow {
  readonly split: string;
  readonly measure: string;
  readonly n: number;
  /** Null where units were not made. */
  readonly n_units: number | null;
  readonly r: number;
  readonly reliability: number;
  readonly reason: string | null;
}

/** Over the features that H3 is asked of. @param kept features of the kept clusters */
export function reliabilityRows(
  halves: readonly HalvesValue[],
  kept: ReadonlySet<number>,
  unitOf: UnitOf | null,
): ReliabilityRow[] {
  const own = halves.filter(({ feature_id: id }) => kept.has(id));
  const splits = [...new Set(own.map(({ split }) => split))];
  const names = [...new Set(own.map(({ measure }) => measure))];
  return splits.flatMap((split) =>
    names.flatMap((measure): ReliabilityRow[] => {
      const rows = own.filter((row) => row.split === split && row.measure === measure);
      const both = rows.filter(({ second_value: again }) => again !== null);
      const pairs = both.map(({ value, second_value: again }) => [value, again as number] as const);
      if (pairs.length === 0) return [];
      const half = (side: 0 | 1): Float64Array => Float64Array.from(pairs, (pair) => pair[side]);
      const places = pairs.map((_, i) => i);
      const r = correlation(half(0), half(1), places);
      const reason = Number.isNaN(r) ? 'it does not vary in one of the halves' : null;
      const units = countUnits(
        both.map(({ feature_id: id }) => id),
        unitOf,
      );
      return [{ split, measure, n: pairs.length, n_units: units, r, reliability: spearmanBrown(r), reason }];
    }),
  );
}
