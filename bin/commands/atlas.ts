/** `cofire atlas RUNS`: one page about all runs of a folder. */
import { writeAtlas } from '../../reports/atlas/write-atlas.ts';
import { counted } from '../../reports/format.ts';

export async function atlas(folder: string): Promise<void> {
  const { path, runs } = writeAtlas(folder);
  process.stdout.write(`${path}  ${counted(runs, 'run')}\n`);
}
