/** `cofire view DIR`: serves a run's report to this machine until it is stopped. */
import { serve } from '../../reports/server.ts';

export async function view(folder: string, flags: { readonly port: number }): Promise<void> {
  const serving = await serve(folder, flags.port);
  process.stdout.write(`report   ${serving.url}\nnetwork  ${serving.url}network\nStop with Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await serving.close();
}
