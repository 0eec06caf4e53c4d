/**
 * What an analysis brings to the report: its second door, `reports/<analysis>/index.ts`, exported as `door`. The frame knows an
 * analysis by this alone.
 */
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
  sizes?(context: Context): Promise<readonly Content[]>;
  facts?(context: Context): Promise<readonly Fact[]>;
  /** The network of the viewer and of exports; null where the run has none yet. */
  network?(context: Context): Promise<NetworkFile | null>;
}
