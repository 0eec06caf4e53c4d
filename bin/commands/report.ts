/** `cofire report DIR`: writes a run's report again from its tables. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { buildReport } from '../../reports/build.ts';

const EXAMPLES = `
Writes report/index.html, report/network.html, network.json and network.gexf in the run folder. No model is run.

Examples:
  cofire report runs/sports`;

export function addReport(program: Command): Command {
  return program
    .command('report')
    .description('write the report of a run again from its tables')
    .argument('<folder>', 'run folder')
    .addHelpText('after', EXAMPLES)
    .action(report);
}

async function report(folder: string): Promise<void> {
  const { files } = await buildReport(folder);
  for (const { path, nBytes } of files)
    process.stdout.write(`${join(folder, path)}  ${(nBytes / 1e6).toFixed(2)} MB\n`);
}
