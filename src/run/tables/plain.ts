/**
 * A value as DuckDB's driver gives it → a plain one: LIST and ARRAY → array, STRUCT → object, DECIMAL → number, dates
 * and times → text. Driver classes are told apart by their parts, since only tables.ts imports the driver.
 *
 * Whole numbers wider than 32 bits are a bug in a query of ours (`refuse`: the SQL should cast to INTEGER) and a number
 * in a user's own SQL (`number`, below 2^53).
 */
import { StudyError } from '../../errors.ts';

export function toPlain(where: string, value: unknown, bigint: 'refuse' | 'number'): unknown {
  if (typeof value === 'bigint') {
    if (bigint === 'refuse') throw new Error(`${where}: a BIGINT (${value}), expected a cast to INTEGER in the SQL`);
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    throw new StudyError({
      where,
      found: `${value}`,
      expected: 'a whole number below 2^53',
      fix: 'Cast it to VARCHAR in the SQL.',
    });
  }
  if (value === null || typeof value !== 'object') return value;
  if ('items' in value && Array.isArray(value.items)) return value.items.map((item) => toPlain(where, item, bigint));
  if ('toDouble' in value && typeof value.toDouble === 'function') return value.toDouble() as number;
  if ('entries' in value && typeof value.entries === 'object' && value.entries !== null) {
    const entries = Object.entries(value.entries).map(([key, entry]) => [key, toPlain(where, entry, bigint)]);
    return Object.fromEntries(entries) as Record<string, unknown>;
  }
  return String(value);
}
