/** Finds the second door of every analysis by its name: `reports/<analysis>/index.ts`, where there is one. */
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Analysis } from '../src/run/analysis.ts';
import type { ReportDoor } from './door.ts';

/** What the report has to know of an analysis; pipeline/analyses.ts lists them. */
export type Reported = Pick<Analysis, 'name' | 'needs' | 'implied'> & {
  readonly stages: readonly Pick<Analysis['stages'][number], 'name' | 'writes'>[];
};

export interface OpenDoor {
  readonly analysis: Reported;
  readonly door: ReportDoor;
}

const HERE = fileURLToPath(import.meta.url);

/** In the order of the list, what every study runs first. */
export async function openDoors(analyses: readonly Reported[]): Promise<OpenDoor[]> {
  const found = await Promise.all(
    analyses.map(async (analysis) => {
      const path = join(dirname(HERE), analysis.name, `index${extname(HERE)}`);
      if (!existsSync(path)) return [];
      const { door } = (await import(pathToFileURL(path).href)) as { readonly door: ReportDoor };
      return [{ analysis, door }];
    }),
  );
  const isFirst = ({ analysis }: OpenDoor): number => (analysis.implied === true ? 0 : 1);
  return found.flat().sort((one, other) => isFirst(one) - isFirst(other));
}
