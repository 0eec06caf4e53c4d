/** `cofire check STUDY.yaml`: everything that can be found wrong without running. */
import type { Command } from 'commander';
import { checkFiles } from '../../src/study/check-files.ts';
import { checkTask } from '../../src/study/check-task.ts';
import { loadStudy } from '../../src/study/study.ts';
import { readTask } from '../../src/study/task-file.ts';
import { setOption } from '../set-option.ts';

const EXAMPLES = `
Prints one line when nothing is wrong, else the first fault with how to mend it (exit status 2).

Examples:
  cofire check studies/sports.yaml
  cofire check studies/sports.yaml --set attribution.contrast=foil`;

export function addCheck(program: Command): Command {
  return program
    .command('check')
    .description('validate a study without running it')
    .argument('<study>', 'study file')
    .addOption(setOption())
    .addHelpText('after', EXAMPLES)
    .action(check);
}

function check(file: string, flags: { readonly set: readonly string[] }): void {
  const study = loadStudy(file, flags.set);
  checkFiles(study);
  const rows = readTask(study.task.file);
  checkTask(study, rows);
  const answers = new Set(rows.map(({ answer }) => answer)).size;
  const templates = new Set(rows.map(({ template }) => template)).size;
  process.stdout.write(
    `${study.name}: fine (preset ${study.preset}; ${rows.length} prompts, ${answers} answers, ${templates} templates)\n`,
  );
}
