/** The process of one command line: its result and its messages, and the stack of an error that nothing caught. */
import { main } from './cli.ts';
import { originalLines } from './original-lines.ts';
import { watchOutput } from './watch-output.ts';

/** Returns the exit status. */
export async function start(words: readonly string[]): Promise<number> {
  watchOutput(process.stdout, process.stderr, (status) => process.exit(status));
  process.on('uncaughtExceptionMonitor', (error) => {
    error.stack = originalLines(error.stack ?? String(error));
  });
  return await main(words);
}
