/** Every fault of a table at once: one message with the first of them, how many more there are, and the rows to leave out. */
import { type Complaint, StudyError } from './errors.ts';

/** A complaint about one row, counted from 1. */
export interface RowFault extends Complaint {
  readonly row: number;
}

/** Faults that a message shows. */
const SHOWN = 20;

/**
 * @param file as messages name it
 * @param rows how many there are
 * @param fix what to do about all of them
 * @throws StudyError where there is a fault; a single one is said as such
 */
export function refuseFaults(file: string, faults: readonly RowFault[], rows: number, fix?: string): void {
  if (faults.length === 0) return;
  const sorted = [...faults].sort((a, b) => a.row - b.row);
  if (sorted.length === 1) throw new StudyError(sorted[0]);
  // A rule is said once, above the rows that break it.
  const byRule = new Map<string, RowFault[]>();
  for (const fault of sorted) {
    const rule = `expected ${fault.expected}${fault.fix === undefined ? '' : `. ${fault.fix}`}`;
    byRule.set(rule, [...(byRule.get(rule) ?? []), fault]);
  }
  let room = SHOWN;
  const lines = [...byRule].flatMap(([rule, own]) => {
    const shown = own.slice(0, room);
    room -= shown.length;
    return shown.length === 0
      ? []
      : [`  ${rule.replace(/\.$/, '')}:`, ...shown.map((fault) => `    ${withoutFile(fault, file)}`)];
  });
  const more = moreThan(sorted).map((line) => `    ${line}`);
  const out = new Set(sorted.map(({ row }) => row));
  throw new StudyError({
    where: file,
    found: `${sorted.length} faults in ${out.size} of ${rows} rows`,
    expected: 'none',
    fix: [
      'They are:',
      ...lines,
      ...more,
      `Rows to leave out: ${rowRanges([...out])}.`,
      ...(fix === undefined ? [] : [fix]),
    ].join('\n'),
  });
}

/** A line for each of the first faults, and one for the others, in the order of rows. @param file as messages name it */
export function faultLines(file: string, faults: readonly RowFault[]): string[] {
  const sorted = [...faults].sort((a, b) => a.row - b.row);
  return [...sorted.slice(0, SHOWN).map((fault) => withoutFile(fault, file)), ...moreThan(sorted)];
}

function withoutFile({ where, found }: RowFault, file: string): string {
  return `${where.startsWith(`${file}: `) ? where.slice(file.length + 2) : where}: ${found}`;
}

function moreThan(faults: readonly RowFault[]): string[] {
  return faults.length > SHOWN ? [`… and ${faults.length - SHOWN} more`] : [];
}

/** `1, 3-5, 9` of ascending numbers. */
export function rowRanges(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last !== undefined && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}-${to}`))
    .join(', ');
}
