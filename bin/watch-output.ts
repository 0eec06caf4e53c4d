/**
 * What a fault of standard output or standard error means. A reader that has seen enough (`cofire sql … | head`) is no failure; any
 * other fault of standard output ends the program with its reason, because the result is lost. Standard error holds progress and
 * messages, never the result: without it a run goes on.
 */
import { explainSystem, StudyError } from '../src/errors.ts';

type Messages = Pick<Output, 'write'>;

interface Output {
  on(event: 'error', handler: (error: NodeJS.ErrnoException) => void): unknown;
  write(text: string): unknown;
}

export function watchOutput(result: Output, messages: Output, exit: (status: number) => void): void {
  messages.on('error', () => undefined);
  result.on('error', (error) => endOnFault(error, messages, exit));
}

export function endOnFault(error: NodeJS.ErrnoException, messages: Messages, exit: (status: number) => void): void {
  if (error.code === 'EPIPE') {
    exit(0);
    return;
  }
  const explained = explainSystem(Object.assign(error, { path: 'standard output' }));
  messages.write(`${explained instanceof StudyError ? explained.message : `standard output: ${error.message}`}\n`);
  exit(2);
}
