/** `cofire view DIR`: serves a run's report to this machine until it is stopped. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../reports/server.ts';
import { openAddress, openerOf } from '../open-address.ts';

export async function view(folder: string, flags: { readonly port: number; readonly open: boolean }): Promise<void> {
  const serving = await serve(folder, flags.port);
  // One for each dictionary; none where no network has been made.
  const networks = readdirSync(join(folder, 'report')).filter((file) => /^network.*\.html$/.test(file));
  const lines = [
    `report   ${serving.url}`,
    ...networks
      .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
      .map((file) => `network  ${serving.url}${addressOf(file)}`),
    'Stop with Ctrl-C.',
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (flags.open)
    openAddress(openerOf(process.platform, process.env, serving.url), (reason) =>
      process.stderr.write(`note: no browser was opened (${reason}); open ${serving.url} yourself\n`),
    );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await serving.close();
}

function addressOf(file: string): string {
  return file === 'network.html' ? 'network' : `report/${file}`;
}
