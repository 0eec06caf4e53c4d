/** `cofire view DIR`: serves a run's report to this machine until it is stopped. */
import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_PORT, serve } from '../../reports/server.ts';

const EXAMPLES = `
Only this machine can reach it (127.0.0.1), and only the files of this run are served. Stop it with Ctrl-C.
The report also opens without a server: it is the file report/index.html in the run folder.

Examples:
  cofire view runs/sports
  cofire view runs/sports --port 0     any free port`;

const LARGEST_PORT = 65535;

export function addView(program: Command): Command {
  return program
    .command('view')
    .description('serve the report and the network viewer of a run on this machine')
    .argument('<folder>', 'run folder')
    .option('--port <number>', 'port to listen on', portOf, DEFAULT_PORT)
    .addHelpText('after', EXAMPLES)
    .action(view);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > LARGEST_PORT)
    throw new InvalidArgumentError(`Expected a whole number from 0 to ${LARGEST_PORT}.`);
  return port;
}

async function view(folder: string, flags: { readonly port: number }): Promise<void> {
  const serving = await serve(folder, flags.port);
  process.stdout.write(`report   ${serving.url}\nnetwork  ${serving.url}network\nStop with Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await serving.close();
}
