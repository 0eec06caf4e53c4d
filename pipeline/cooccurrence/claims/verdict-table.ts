/** The verdicts as lines of text for a terminal: the four hypotheses, one claim and its reason each, and a count of the rest. */
export interface VerdictLine {
  readonly hypothesis: string;
  readonly claim: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly survives: readonly string[];
  readonly status: string;
  readonly reason: string | null;
}

const MAIN = /^H\d$/;

export function verdictTable(rows: readonly VerdictLine[]): string {
  const main = rows.filter(({ hypothesis }) => MAIN.test(hypothesis));
  const rest = rows.length - main.length;
  const supported = rows.filter((row) => !main.includes(row) && row.status === 'supported').length;
  const widest = Math.max(0, ...main.map(({ status }) => status.length));
  const lines = main.flatMap((row) => {
    const numbers = [estimateOf(row), row.p === null ? '' : `p ${row.p.toPrecision(2)}`].filter((text) => text !== '');
    return [
      `${row.hypothesis}  ${row.status.padEnd(widest)}  ${row.claim}`,
      ...[...numbers, ...(row.survives.length > 0 ? [`survives ${row.survives.join(', ')}`] : [])]
        .join(' · ')
        .split('\n'),
      ...(row.reason === null ? [] : [row.reason]),
    ].map((line, i) => (i === 0 ? line : `${' '.repeat(6 + widest)}${line}`));
  });
  const others =
    rest === 0 ? [] : [`${supported} of ${rest} other findings are supported; table verdict has them all.`];
  return [...lines.filter((line) => line.trim() !== ''), ...others].map((line) => `${line}\n`).join('');
}

function estimateOf({ estimate, low, high }: VerdictLine): string {
  if (estimate === null) return '';
  const interval = low === null || high === null ? '' : ` [${low.toPrecision(2)}, ${high.toPrecision(2)}]`;
  return `estimate ${estimate.toPrecision(2)}${interval}`;
}
