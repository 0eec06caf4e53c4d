/** What the command line shows of `cofire view`; the work is in view.ts. */
import { RUN_FOLDER } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'view',
  description: 'serve the report and the network viewers of a run on this machine',
  arguments: [RUN_FOLDER],
  options: [
    { flags: '--port <number>', description: 'port to listen on', value: 'port', default: 8765 },
    { flags: '--open', description: 'show the report in the browser', default: false },
  ],
  help: `
Only this machine can reach it (127.0.0.1), and only the files of this run are served. Stop it with Ctrl-C.
The report also opens without a server: it is the file report/index.html in the run folder.

Examples:
  cofire view runs/sports
  cofire view runs/sports --open
  cofire view runs/sports --port 0     any free port`,
  load: async () => (await import('./view.ts')).view,
};
