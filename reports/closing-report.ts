/** The report as what closes a run: written from the tables alone when a stage, the report's own code or one of its files has changed. */
import type { Closing } from '../src/run/closing.ts';
import { buildReport } from './build.ts';

export const REPORT_FILES: readonly string[] = [
  'report/index.html',
  'report/network.html',
  'network.json',
  'network.gexf',
];

/** @param codeOf version of the code behind a module */
export function closingReport(codeOf: (code: { readonly module: string }) => string): Closing {
  return {
    name: 'report',
    code: codeOf({ module: import.meta.url }),
    files: REPORT_FILES,
    async write(out, tables, study, note) {
      const { files } = await buildReport(out, { tables, study });
      const nBytes = files.reduce((sum, file) => sum + file.nBytes, 0);
      note(`${files.map((file) => file.path).join(', ')}: ${(nBytes / 1e6).toFixed(1)} MB in all`);
    },
  };
}
