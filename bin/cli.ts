/**
 * Runs a command line, and says what every end means.
 *
 * Exit status: 0 done; 1 a bug, with its stack; 2 something the user can mend, one message without a stack.
 */
import { type Command, CommanderError } from 'commander';
import { explainSystem, StudyError } from '../src/errors.ts';
import { OPTION_VALUES } from './option-values.ts';
import { originalLines } from './original-lines.ts';
import { buildProgram, statusOf } from './program.mjs';

/** Returns the exit status. */
export async function main(words: readonly string[], given?: Command): Promise<number> {
  const program = given ?? (await buildProgram({ values: OPTION_VALUES }));
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return statusOf(error);
    const explained = explainSystem(error);
    const bug = !(explained instanceof StudyError);
    process.stderr.write(`${bug ? stackOf(explained) : explained.message}\n`);
    return bug ? 1 : 2;
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return `cofire: bug: ${String(error)}`;
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
  return originalLines(`cofire: bug, please report it\n${error.stack}${cause}`);
}
