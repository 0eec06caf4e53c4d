/** The ten likeliest next tokens on either side of an intervention, each with its rank and probability on both, as text. */
import { ranked } from '../src/methods/intervention/by-hand.ts';

const TOP = 10;

/** @param before, after log p over the vocabulary; @param name a token's text */
export function nextTokenTable(
  before: Float32Array,
  after: Float32Array,
  name: (token: number) => string,
  blankIds: readonly number[] = [],
): string {
  const [first, second] = [ranked(before, blankIds), ranked(after, blankIds)];
  const rankAfter = new Map(second.map((entry) => [entry.token, entry]));
  const rankBefore = new Map(first.map((entry) => [entry.token, entry]));
  const shown = [...new Set([...first.slice(0, TOP), ...second.slice(0, TOP)].map(({ token }) => token))];
  const lines = shown.map((token) => {
    const [b, a] = [rankBefore.get(token), rankAfter.get(token)];
    return [JSON.stringify(name(token)), b?.rank, percent(b?.probability), a?.rank, percent(a?.probability)].map(
      String,
    );
  });
  const header = ['token', 'rank before', 'p before', 'rank after', 'p after'];
  const widths = header.map((title, c) => Math.max(title.length, ...lines.map((line) => line[c]?.length ?? 0)));
  const row = (cells: readonly string[]): string =>
    cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('  ');
  return `${[row(header), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.map(row)].join('\n')}\n`;
}

function percent(probability = 0): string {
  return `${(100 * probability).toFixed(2)} %`;
}
