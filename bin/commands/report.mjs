/** What the command line shows of `cofire report`; the work is in report.ts. */
import { RUN_FOLDER } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'report',
  description: 'write the report of a run again from its tables',
  arguments: [RUN_FOLDER],
  options: [{ flags: '--out <folder>', description: 'folder to write to (default: the run folder)' }],
  help: `
Writes report/index.html, report/network.html, network.json and network.gexf in the run folder, and for every dictionary
but the first a network of its own (report/network-<dictionary>.html and so on). No model is run.

Examples:
  cofire report runs/sports
  cofire report /shared/runs/sports --out sports-report     a run that may not be written to`,
  load: async () => (await import('./report.ts')).report,
};
