/** One line per stage: name, rows where it has tables, time, peak memory; or that nothing had changed. Notes follow, indented. */
import { formatSeconds, group } from '../progress.ts';
import { nameOf } from './analysis.ts';
import type { StageReport } from './manifest.ts';

const NAME_WIDTH = 11;
const MEBIBYTE = 2 ** 20;

/** @param hasTables what has none has no rows to count */
export function statusLine(report: StageReport, notes: readonly string[] = [], hasTables = true): string {
  const name = nameOf({ stage: { name: report.stage }, scope: report.scope }).padEnd(NAME_WIDTH);
  const counted = hasTables ? `${group(report.rows)} rows` : '';
  if (report.skipped) return `${name} unchanged${counted && `, ${counted}`}\n`;
  const rows = counted.padStart(14);
  const time = formatSeconds(report.seconds).padStart(12);
  const memory = `${group(Math.round(report.peak_rss_bytes / MEBIBYTE))} MiB`.padStart(10);
  return [`${name}${rows}${time}${memory}`, ...notes.map((note) => `  ${note}`)].map((line) => `${line}\n`).join('');
}
