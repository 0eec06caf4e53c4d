/** `cofire fetch STUDY.yaml`: downloads the model and the SAE that a study names on the hub. */
import type { Command } from 'commander';
import { standardError } from '../../src/progress.ts';
import { readStudy } from '../read-study.ts';
import { setOption } from '../set-option.ts';

const EXAMPLES = `
Files go to the Hugging Face cache (HF_HOME), where those already there are used. A fetch that was stopped goes on where
it was. HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, HTTPS_PROXY and NO_PROXY are honoured.

Examples:
  cofire fetch studies/sports-gpt2.yaml
  HF_HOME=/data/hub cofire fetch studies/sports-gpt2.yaml`;

export function addFetch(program: Command): Command {
  return program
    .command('fetch')
    .description('download the model and SAE of a study')
    .argument('<study>', 'study file')
    .addOption(setOption())
    .option('--quiet', 'no progress', false)
    .addHelpText('after', EXAMPLES)
    .action(fetchStudy);
}

async function fetchStudy(
  file: string,
  flags: { readonly set: readonly string[]; readonly quiet: boolean },
): Promise<void> {
  const study = await readStudy(file, flags.set);
  const { fetchStudyFiles, hubEffects } = await import('../../src/engine/hub/hub.ts');
  const { model, sae } = await fetchStudyFiles(study, hubEffects(standardError(flags.quiet)));
  process.stdout.write(`model: ${model}\nsae: ${sae}\n`);
}
