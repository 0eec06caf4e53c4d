/**
 * Runs a study in this process and prints, as JSON, seconds of the processor that each stage took, over all threads: on a machine that
 * others use, the steadier measure. Arguments: study file, run folder, threads, settings (key=value).
 */
import { readStudy } from '../bin/read-study.ts';
import * as analyses from '../pipeline/analyses.ts';
import { closingReport } from '../reports/closing-report.ts';
import { stageCode } from '../src/run/code-hash.ts';
import { runStudy } from '../src/run/runner.ts';
import { unitsOf } from '../src/run/units.ts';

const [file, out, threads, ...settings] = process.argv.slice(2);
const study = await readStudy(file, settings);
const codeOf = stageCode();
const spent: number[] = [];
let before = process.cpuUsage();
const target = {
  ...{ mode: 'lines' as const, width: 80, now: () => performance.now() },
  /** A stage's line ends with its memory. */
  write(text: string): void {
    if (!/ MiB$/m.test(text)) return;
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1e6);
    before = process.cpuUsage();
  },
};
const all = Object.values(analyses);
const reports = await runStudy({
  ...{ study, out, units: unitsOf(study, all), codeOf, force: false, threads: Number(threads) },
  ...{ target, closing: await closingReport(study, all, codeOf) },
});
if (spent.length !== reports.length)
  throw new Error(`bench: ${spent.length} status lines of ${reports.length} stages, expected one of each`);
console.log(JSON.stringify(Object.fromEntries(reports.map(({ stage }, k) => [stage, spent[k]]))));
