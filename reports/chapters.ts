/**
 * The chapters of a report: one for each instance of each analysis that brings something. run.json says which were asked for; where it
 * is lost, the table `stage_run` says which ran. Opened, each has a context.
 */

import { type Instance, instancesOf } from '../src/run/analysis.ts';
import type { ResolvedStudy } from '../src/run/study/study.ts';
import { MAIN, type Tables } from '../src/run/tables/tables.ts';
import { openContext, ownerOfChapter, type Shared } from './context.ts';
import type { OpenDoor } from './door.ts';
import { filledTables } from './filled.ts';
import type { RunManifest } from './manifest.ts';
import type { Context } from './section.ts';

export interface Chapter extends OpenDoor {
  /** Schema of its tables. */
  readonly scope: string;
  /** The dictionary that it is on, where the report has more than one chapter of the analysis. */
  readonly of: string | null;
  /**
   * What tells the names of its ids, downloads and files from those of other chapters. None for the analysis of the short form on its
   * first dictionary and for what every study runs, whose tables all others read.
   */
  readonly marks: readonly string[];
}

/** A row of `stage_run`, as far as a report asks. */
export interface RanStage {
  readonly analysis: string;
  readonly scope: string;
  readonly stage: string;
  /** JSON. */
  readonly settings: string;
  readonly hash: string;
  readonly seconds: number;
}

export function chaptersOf({ study }: RunManifest, doors: readonly OpenDoor[], ran: readonly RanStage[]): Chapter[] {
  const order = Object.keys(study?.analyses ?? {});
  const place = ({ analysis }: OpenDoor): number => (analysis.implied === true ? -1 : order.indexOf(analysis.name));
  return [...doors]
    .sort((one, other) => place(one) - place(other))
    .flatMap((open) => {
      const { name, short, implied } = open.analysis;
      const scopes =
        study?.analyses === undefined
          ? scopesThatRan(name, ran)
          : instancesOf(study as ResolvedStudy, open.analysis).map(({ scope }: Instance) => scope);
      const on = study?.analyses?.[name]?.on ?? [];
      return scopes.map((scope) => ({
        ...open,
        scope,
        marks: [...(short === true || implied === true ? [] : [name]), ...(scope === MAIN ? [] : [scope])],
        of: scopes.length > 1 ? (scope === MAIN ? (on[0] ?? 'the first dictionary') : scope) : null,
      }));
    });
}

/** `main` first. */
function scopesThatRan(analysis: string, ran: readonly RanStage[]): string[] {
  const scopes = new Set(ran.filter((row) => row.analysis === analysis).map(({ scope }) => scope));
  return [...scopes].sort((one, other) => Number(other === MAIN) - Number(one === MAIN) || (one < other ? -1 : 1));
}

export interface OpenChapter {
  readonly chapter: Chapter;
  readonly context: Context;
  /** The schema of its tables is there. One that is not must not be asked: names would be looked up in `main`. */
  readonly begun: boolean;
}

export async function openShared(tables: Tables, manifest: RunManifest): Promise<Shared> {
  const ran = await tables.query<RanStage>('stage_run');
  const filled = await filledTables(tables);
  return { tables, manifest, ran, filled, downloads: new Map(), counts: { Figure: 0, Table: 0 } };
}

export function openChapters(shared: Shared, doors: readonly OpenDoor[]): OpenChapter[] {
  return chaptersOf(shared.manifest, doors, shared.ran).map((chapter) => ({
    chapter,
    context: openContext(shared, ownerOfChapter(chapter)),
    begun: shared.filled.has(chapter.scope),
  }));
}
