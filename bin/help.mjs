/** Command lines that ask for help or the version and nothing else, answered by plain modules: nothing is compiled for them. */
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
  // Loaded here: whoever asks for something else asks it of the compiled commands.
  const { CommanderError } = await import('commander');
  const { buildProgram, statusOf } = await import('./program.mjs');
  const program = await buildProgram();
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return statusOf(error);
    throw error;
  }
}
