/** The report as what closes a run: written from the tables alone when a stage, the report's own code or one of its files has changed. */
import type { Closing } from '../src/run/closing.ts';
import type { ResolvedStudy } from '../src/run/study/study.ts';
import { sha256 } from '../src/sha256.ts';
import { buildReport } from './build.ts';
import { chaptersOf } from './chapters.ts';
import { type OpenDoor, openDoors, type Reported } from './door.ts';
import { networkPaths } from './network-file.ts';
import { SUMMARY } from './run-summary.ts';

/** @param codeOf version of the code behind a module */
export async function closingReport(
  study: ResolvedStudy,
  analyses: readonly Reported[],
  codeOf: (code: { readonly module: string }) => string,
): Promise<Closing> {
  const doors = (await openDoors(analyses)).filter(({ analysis }) => study.analyses[analysis.name] !== undefined);
  const code = [codeOf({ module: import.meta.url }), ...doors.map(({ door }) => codeOf(door))];
  return {
    name: 'report',
    code: sha256(code.join(' ')),
    files: reportFiles(study, doors),
    async write(out, tables, running, note) {
      const { files } = await buildReport(out, { doors, tables, study: running });
      const nBytes = files.reduce((sum, file) => sum + file.nBytes, 0);
      note(`${files.map((file) => file.path).join(', ')}: ${(nBytes / 1e6).toFixed(1)} MB in all`);
    },
  };
}

/** The files of a whole run, relative to its folder. */
function reportFiles(study: ResolvedStudy, doors: readonly OpenDoor[]): string[] {
  const networks = chaptersOf({ study }, doors, []).filter(({ door }) => door.network !== undefined);
  return ['report/index.html', SUMMARY, ...networks.flatMap(({ marks }) => Object.values(networkPaths(marks)))];
}
