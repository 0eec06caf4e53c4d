/** A value in the words of its measure: digits, sign and unit are those of reports/format.ts. */
import { grouped, number, percent, pValue } from '../format.ts';
import type { Measure } from './graph.ts';

export function written(measure: Pick<Measure, 'as'>, value: number | null): string {
  if (measure.as === 'percent') return percent(value, value !== null && Math.abs(value) < 0.1 ? 1 : 0);
  if (measure.as === 'p') return pValue(value);
  if (measure.as === 'count') return value === null ? number(null) : grouped(value);
  const text = number(value);
  return measure.as === 'signed' && value !== null && value > 0 ? `+${text}` : text;
}
