/** `cofire check STUDY.yaml`: everything that can be found wrong without running. */
import type { Command } from 'commander';
import { checkFiles } from '../../src/study/check-files.ts';
import { checkTask } from '../../src/study/check-task.ts';
import { loadStudy } from '../../src/study/study.ts';
import { readTask } from '../../src/study/task-file.ts';
import { setOption } from '../set-option.ts';

const EXAMPLES = `
Looks at the settings, the task, the files of model, tokenizer and SAE and whether they fit together, and at every
answer's token. Prints one line when nothing is wrong, else the first fault with how to mend it (exit status 2).

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

async function check(file: string, flags: { readonly set: readonly string[] }): Promise<void> {
  const study = loadStudy(file, flags.set);
  checkFiles(study);
  const rows = readTask(study.task.file);
  checkTask(study, rows);
  const { openInputs } = await import('../../src/model/inputs.ts');
  const { tokenisePrompts } = await import('../../src/model/prompts.ts');
  const { model, sae, tokenizer } = await openInputs(study);
  const prompts = tokenisePrompts(rows, tokenizer, model.config, sae.config.prependBos, study.task.file);
  const longest = Math.max(...prompts.map(({ tokens }) => tokens.length));
  const answers = new Set(rows.map(({ answer }) => answer)).size;
  const templates = new Set(rows.map(({ template }) => template)).size;
  const counts = `${rows.length} prompts of up to ${longest} tokens, ${answers} answers, ${templates} templates`;
  process.stdout.write(`${study.name}: fine (preset ${study.preset}; ${counts})\n`);
}
