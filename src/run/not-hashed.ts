/**
 * Code that a stage runs and that cannot change a row of its tables, so that it is left out of the stage's code hash: a mended message
 * or a new proxy rule shall not cost a user the run again. Everything else counts.
 */
interface LeftOut {
  /** From the root, without extension; a folder ends in a slash. What it imports counts only where other code imports it too. */
  readonly path: string;
  readonly reason: string;
}

export const NOT_HASHED: readonly LeftOut[] = [
  { path: 'src/errors', reason: 'the words of errors; a stage that throws stores nothing' },
  { path: 'src/run/study/suggest', reason: '"Did you mean": a word in the message of an error' },
  {
    path: 'src/engine/hub/',
    reason: 'where files lie and how they are fetched; what they hold enters the hash as `files` of the stage',
  },
  { path: 'src/write-atomic', reason: 'writes the bytes it is given, whole or not at all' },
  {
    path: 'src/workers/start',
    reason:
      'registers the TypeScript loader in a thread, which compiled code does without; the module it then loads counts',
  },
  { path: 'src/code-at', reason: 'whether a module runs as TypeScript or as what was compiled of it' },
];
