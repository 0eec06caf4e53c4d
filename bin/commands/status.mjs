/** What the command line shows of `cofire status`; the work is in status.ts. */
import { RUN_FOLDER } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'status',
  description: 'say what a run folder holds, stage by stage',
  arguments: [RUN_FOLDER],
  options: [
    {
      flags: '--format <format>',
      description: 'how rows are printed',
      choices: ['table', 'json', 'csv'],
      default: 'table',
    },
  ],
  help: `
A row a stage: current, stale and why, or never run; its rows and seconds when it last ran, and where it makes shards those
that are done, being made (claimed), failed and left. Settings are those of the last run (run.json), code and files those of now. Nothing is written.

Examples:
  cofire status runs/sports
  cofire status runs/sports --format json`,
  load: async () => (await import('./status.ts')).status,
};
