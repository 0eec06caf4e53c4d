/**
 * The `cofire` command: one module per sub-command, and what every end means.
 *
 * Exit status: 0 done; 1 a bug, with its stack; 2 something the user can mend, one message without a stack.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { StudyError } from '../src/errors.ts';
import { explainSystem } from '../src/system-error.ts';
import { addCheck } from './commands/check.ts';
import { addExport } from './commands/export.ts';
import { addFetch } from './commands/fetch.ts';
import { addReport } from './commands/report.ts';
import { addRun } from './commands/run.ts';
import { addSql } from './commands/sql.ts';
import { addSteer } from './commands/steer.ts';
import { addView } from './commands/view.ts';

const EXAMPLES = `
Examples:
  cofire run studies/sports.yaml
  cofire run studies/sports.yaml --set network.threshold=0.6 --out runs/sports-0.6
  cofire sql runs/sports "SELECT * FROM verdict"`;

export function buildProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const program = new Command('cofire')
    .description('Finds which features of a language model work together on a task, and tests whether that is real.')
    .version(version)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);
  for (const add of [addRun, addCheck, addSteer, addSql, addReport, addView, addExport, addFetch])
    exitThroughMain(add(program));
  exitThroughMain(program);
  return program;
}

/** Runs one command line and returns its exit status. */
export async function main(words: readonly string[], program: Command = buildProgram()): Promise<number> {
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // Commander has printed its message
    const explained = explainSystem(error);
    const bug = !(explained instanceof StudyError);
    process.stderr.write(`${bug ? stackOf(explained) : explained.message}\n`);
    return bug ? 1 : 2;
  }
}

function exitThroughMain(command: Command): void {
  command.exitOverride();
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return `cofire: bug: ${String(error)}`;
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
  return `cofire: bug, please report it\n${error.stack}${cause}`;
}
