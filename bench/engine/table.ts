/**
 * The printed table of the engine's measurements. CPU seconds are of the whole process, its start included; a rate per CPU second is of
 * the measured part: on a busy machine they say more than the clock.
 */
interface BenchRow {
  readonly subject: string;
  readonly what: string;
  /** Key of the rate in both measurements. */
  readonly rate: string;
  readonly unit: string;
  readonly cofire: Readonly<Record<string, number>> | undefined;
  readonly pytorch: Readonly<Record<string, number>> | undefined;
}

/** @param product the machine's matrix product rate before and after, GFLOP per CPU second */
export function table(rows: readonly BenchRow[], product: readonly [number, number]): string {
  const cells = rows.map(({ subject, what, rate, unit, cofire, pytorch }) => {
    const [own, other] = [cofire?.[rate], pytorch?.[rate]];
    const share = cofire?.gflopPerCpuSecond;
    const [perCpu, perCpuOther] = [cofire?.evaluationsPerCpuSecond, pytorch?.evaluationsPerCpuSecond];
    return [
      subject,
      what,
      number(own),
      number(other),
      own !== undefined && other !== undefined ? `${(own / other).toFixed(2)}x` : '',
      unit,
      number(perCpu),
      number(perCpuOther),
      perCpu !== undefined && perCpuOther !== undefined ? `${(perCpu / perCpuOther).toFixed(2)}x` : '',
      whole(cofire?.peakMiB),
      whole(pytorch?.peakMiB),
      number(cofire?.cpuSeconds),
      number(pytorch?.cpuSeconds),
      share === undefined ? '' : `${((200 * share) / (product[0] + product[1])).toFixed(0)} %`,
    ];
  });
  const head = [
    'model',
    'work',
    'cofire',
    'pytorch',
    'ratio',
    'unit',
    'per CPU s',
    'pytorch',
    'ratio',
    'MiB',
    'MiB pytorch',
    'CPU s',
    'CPU s pytorch',
    'of product rate',
  ];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
  const [before, after] = product.map((rate) => rate.toFixed(0));
  return [
    line(head),
    ...cells.map(line),
    `matrix product in onnxruntime, one thread: ${before} GFLOP per CPU second before, ${after} after`,
  ].join('\n');
}

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 100 ? 1 : 0);
}

function whole(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(0);
}
