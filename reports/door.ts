/**
 * What an analysis brings to the report: its second door, `reports/<analysis>/index.ts`, exported as `door`. The frame knows an
 * analysis by this alone, and finds it by its name.
 */

import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codeAt } from '../src/code-at.mjs';
import type { Analysis } from '../src/run/analysis.ts';
import type { Content, Html } from './html.ts';
import type { NetworkFile } from './network-file.ts';
import type { Context, Section } from './section.ts';

/** A line of «What was run»: its name, and what is said; `false` where the run has nothing of it. */
export type Fact = readonly [name: string, value: Content];

export interface ReportDoor {
  /** Its own file, so that the report is written again when its code changes. */
  readonly module: string;
  /** Read before everything else: what survives. */
  readonly opening?: readonly Section[];
  /** The chapter itself, in reading order. */
  readonly sections: readonly Section[];
  /** The question under the title of a report. */
  readonly question?: string;
  /** How it works, in a paragraph for «Methods and manifest». */
  readonly method?: Html;
  /** Values of the $parameters of its queries, from the settings of its stages; null where the stage has not run. */
  parameters?(context: Context): Readonly<Record<string, string | null>>;
  /** Sizes for the line under the title, largest idea first. */
  sizes?(context: Context): Promise<readonly string[]>;
  facts?(context: Context): Promise<readonly Fact[]>;
  /** The network of the viewer and of exports; null where the run has none yet. */
  network?(context: Context): Promise<NetworkFile | null>;
}

/** What the report has to know of an analysis; pipeline/analyses.ts lists them. */
export type Reported = Pick<Analysis, 'name' | 'needs' | 'implied' | 'short'> & {
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
      const { door } = (await import(codeAt(pathToFileURL(path).href))) as { readonly door: ReportDoor };
      return [{ analysis, door }];
    }),
  );
  const isFirst = ({ analysis }: OpenDoor): number => (analysis.implied === true ? 0 : 1);
  return found.flat().sort((one, other) => isFirst(one) - isFirst(other));
}
