/** `cofire fetch STUDY.yaml`: downloads the model and the dictionaries that a study names on the hub. */
import { standardError } from '../../src/progress.ts';
import { readStudy } from '../read-study.ts';

export async function fetchStudy(
  file: string,
  flags: { readonly set: readonly string[]; readonly quiet: boolean },
): Promise<void> {
  const study = await readStudy(file, flags.set);
  const { fetchStudyFiles, hubEffects } = await import('../../src/engine/hub/hub.ts');
  const effects = hubEffects(standardError(flags.quiet));
  const { model, dictionaries } = study;
  for (const [place, { name, ...sae }] of dictionaries.entries()) {
    const folders = await fetchStudyFiles({ model, sae, file: study.file }, effects);
    if (place === 0) process.stdout.write(`model: ${folders.model}\n`);
    process.stdout.write(`${name}: ${folders.sae}\n`);
  }
}
