/** `cofire fetch STUDY.yaml`: downloads the model and the SAE that a study names on the hub. */
import { standardError } from '../../src/progress.ts';
import { readStudy } from '../read-study.ts';

export async function fetchStudy(
  file: string,
  flags: { readonly set: readonly string[]; readonly quiet: boolean },
): Promise<void> {
  const study = await readStudy(file, flags.set);
  const { fetchStudyFiles, hubEffects } = await import('../../src/engine/hub/hub.ts');
  const { model, sae } = await fetchStudyFiles(study, hubEffects(standardError(flags.quiet)));
  process.stdout.write(`model: ${model}\nsae: ${sae}\n`);
}
