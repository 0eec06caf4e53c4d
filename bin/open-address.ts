/** Shows an address in the browser of whoever sits at this machine. */
import { spawn } from 'node:child_process';

interface Opener {
  readonly command: string;
  readonly words: readonly string[];
}

/**
 * The program that this system opens addresses with; `BROWSER` names another one, as it does for Python, git and xdg-open. One call of one
 * program does not need a package.
 */
export function openerOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, address: string): Opener {
  const chosen = env.BROWSER?.split(':')[0]?.trim();
  if (chosen !== undefined && chosen !== '') return { command: chosen, words: [address] };
  if (platform === 'darwin') return { command: 'open', words: [address] };
  // `start` takes its first quoted word for the title of a window.
  if (platform === 'win32') return { command: 'cmd', words: ['/c', 'start', '""', address] };
  return { command: 'xdg-open', words: [address] };
}

/** @param failed is told in words why nothing was opened; the caller's work goes on either way */
export function openAddress({ command, words }: Opener, failed: (reason: string) => void): void {
  const opener = spawn(command, words, { stdio: 'ignore', detached: true });
  opener.once('error', (error: NodeJS.ErrnoException) =>
    failed(`${command}: ${error.code === 'ENOENT' ? 'there is no such program' : error.message}`),
  );
  opener.once('exit', (status) => {
    if (status !== null && status !== 0) failed(`${command} ended with status ${status}`);
  });
  opener.unref();
}
