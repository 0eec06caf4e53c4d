/** Opens the chapters of a run: what is known of all its tables, and a context for each instance. */
import type { Tables } from '../src/run/tables/tables.ts';
import { type Chapter, chaptersOf, type RanStage } from './chapters.ts';
import { openContext, ownerOfChapter, type Shared } from './context.ts';
import type { OpenDoor } from './doors.ts';
import { filledTables } from './filled.ts';
import type { RunManifest } from './manifest.ts';
import type { Context } from './section.ts';

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
