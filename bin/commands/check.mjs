/** What the command line shows of `cofire check`; the work is in check.ts. */
import { memory, SET, STUDY_FILE, threads } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'check',
  description: 'validate a study without running it',
  arguments: [STUDY_FILE],
  options: [
    { flags: '--out <folder>', description: 'an earlier run, for the estimate (default: runs/<name of the study>)' },
    threads('threads of the estimate'),
    memory('memory of the estimate'),
    {
      flags: '--fix-task <file>',
      description: 'write the task without the rows at fault to this CSV file, and check the study with it',
    },
    SET,
  ],
  help: `
Looks at the settings, the task, the files of model, tokenizer and dictionaries and whether they fit together, and at
every answer's token. Prints what was found and, for each dictionary, what a run will take when nothing is wrong, else
the first fault with how to mend it (exit status 2); of a task every row at fault.

Examples:
  cofire check studies/sports.yaml
  cofire check my-study.yaml --fix-task my-task-mended.csv
  cofire check studies/sports.yaml --set attribution.contrast=foil
  cofire check studies/sports-gpt2.yaml --threads 4 --memory 8GiB`,
  load: async () => (await import('./check.ts')).check,
};
