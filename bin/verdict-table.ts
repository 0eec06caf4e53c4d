/** The verdicts as lines of text for a terminal: every hypothesis, its claim and its reason, and a count of the further findings. */
export interface VerdictLine {
  readonly analysis: string;
  readonly scope: string;
  readonly hypothesis: string;
  readonly kind: 'hypothesis' | 'finding';
  readonly claim: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly survives: readonly string[];
  readonly status: string;
  readonly reason: string | null;
}

/**
 * @param rows those of an instance of an analysis together; where there are several instances, each has its name above it
 * @param firstOf the dictionary whose tables stand in the schema `main`; undefined where it goes without saying
 */
export function verdictTable(
  rows: readonly VerdictLine[],
  firstOf: (analysis: string) => string | undefined = () => undefined,
): string {
  const instances = new Map<string, VerdictLine[]>();
  for (const row of rows) {
    const dictionary = row.scope === 'main' ? firstOf(row.analysis) : row.scope;
    const name = dictionary === undefined ? row.analysis : `${row.analysis} on ${dictionary}`;
    instances.set(name, [...(instances.get(name) ?? []), row]);
  }
  return [...instances]
    .flatMap(([name, own]) => [...(instances.size > 1 ? [`${name}:`] : []), ...linesOf(own)])
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(rows: readonly VerdictLine[]): string[] {
  const hypotheses = rows.filter(({ kind }) => kind === 'hypothesis');
  const findings = rows.filter(({ kind }) => kind === 'finding');
  const [widestName, widest] = [
    Math.max(0, ...hypotheses.map(({ hypothesis }) => hypothesis.length)),
    Math.max(0, ...hypotheses.map(({ status }) => status.length)),
  ];
  const indent = ' '.repeat(widestName + widest + 4);
  const lines = hypotheses.flatMap((row) => {
    const numbers = [
      estimateOf(row),
      row.p === null ? '' : `p ${row.p.toPrecision(2)}`,
      row.survives.length === 0 ? '' : `survives ${row.survives.join(', ')}`,
    ].filter((text) => text !== '');
    return [
      `${row.hypothesis.padEnd(widestName)}  ${row.status.padEnd(widest)}  ${row.claim}`,
      ...(numbers.length === 0 ? [] : [indent + numbers.join(' · ')]),
      ...(row.reason === null ? [] : [indent + row.reason]),
    ];
  });
  if (findings.length === 0) return lines;
  const supported = findings.filter(({ status }) => status === 'supported').length;
  return [...lines, `${supported} of ${findings.length} further findings are supported; table verdict has them all.`];
}

function estimateOf({ estimate, low, high }: VerdictLine): string {
  if (estimate === null) return '';
  const interval = low === null || high === null ? '' : ` [${low.toPrecision(2)}, ${high.toPrecision(2)}]`;
  return `estimate ${estimate.toPrecision(2)}${interval}`;
}
