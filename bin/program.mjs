/**
 * The command line as commander runs it, made of the declarations of bin/commands/ and of the analyses (reports/<analysis>/commands.mjs).
 * Nothing here is TypeScript, so that help costs little more than Node.js itself.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { command as atlas } from './commands/atlas.mjs';
import { command as check } from './commands/check.mjs';
import { command as exportTables } from './commands/export.mjs';
import { command as fetchFiles } from './commands/fetch.mjs';
import { command as report } from './commands/report.mjs';
import { command as run } from './commands/run.mjs';
import { command as sql } from './commands/sql.mjs';
import { command as status } from './commands/status.mjs';
import { command as steer } from './commands/steer.mjs';
import { command as view } from './commands/view.mjs';
import { plainModules } from './plain-modules.mjs';

/** @typedef {import('./command.ts').Command} Declaration */
/** @typedef {import('./option-values.ts').OptionValues} OptionValues */

const OWN = [run, check, status, steer, sql, report, view, atlas, exportTables, fetchFiles];
const REPORTS = new URL('../reports/', import.meta.url);

const EXAMPLES = `
Examples:
  cofire run studies/sports.yaml
  cofire run studies/sports.yaml --set network.threshold=0.6 --out runs/sports-0.6
  cofire sql runs/sports "SELECT * FROM verdict"`;

/**
 * @param {{ values?: OptionValues, reports?: URL }} [options] `values` reads the texts of options; without it the program can only
 * show help. `reports` is the folder of the analyses.
 */
export async function buildProgram({ values, reports = REPORTS } = {}) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const program = new Command('cofire')
    .description('Finds which features of a language model work together on a task, and tests whether that is real.')
    .version(version)
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  /** @type {{ folder: string, module: { commands: readonly Declaration[] } }[]} */
  const brought = await plainModules(reports, 'commands.mjs');
  for (const declaration of [...OWN, ...brought.flatMap(({ module }) => module.commands)])
    addCommand(program, declaration, values);
  return program;
}

/** Status of an error that commander has printed already: help and version are no error. @param {CommanderError} error */
export function statusOf(error) {
  return error.exitCode === 0 ? 0 : 2;
}

/**
 * @param {Command} program
 * @param {Declaration} declaration
 * @param {OptionValues | undefined} values
 */
function addCommand(program, declaration, values) {
  const command = program.command(declaration.name);
  command.description(declaration.description).addHelpText('after', declaration.help);
  for (const { name, description } of declaration.arguments) command.argument(name, description);
  for (const { flags, description, value, choices, ...rest } of declaration.options) {
    const option = new Option(flags, description).default(rest.default, rest.defaultText);
    if (rest.mandatory === true) option.makeOptionMandatory();
    if (choices !== undefined) option.choices(choices);
    // Each reads what is there before it as its own kind of value, which the table of all readers cannot say.
    else if (value !== undefined && values !== undefined)
      option.argParser(/** @type {(text: string, before: never) => never} */ (/** @type {unknown} */ (values[value])));
    command.addOption(option);
  }
  command.action(async (...given) => (await declaration.load())(.../** @type {never[]} */ (given)));
}
