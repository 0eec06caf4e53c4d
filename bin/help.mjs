/** Command lines that ask for help or the version and nothing else, answered without the TypeScript loader. */
import { CommanderError } from 'commander';
import { buildProgram, statusOf } from './program.mjs';

const HELP = ['-h', '--help'];
const VERSION = ['-V', '--version'];

/** `--help`, `--version`, `help`, `COMMAND --help` and `help COMMAND`. @param {readonly string[]} words */
export function asksForHelp(words) {
  const [first = '', second = ''] = words;
  if (words.length === 1) return [...HELP, ...VERSION, 'help'].includes(first);
  return words.length === 2 && !first.startsWith('-') && (HELP.includes(second) || first === 'help');
}

/**
 * @param {readonly string[]} words
 * @returns {Promise<number>} the exit status
 */
export async function showHelp(words) {
  const program = await buildProgram();
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return statusOf(error);
    throw error;
  }
}
