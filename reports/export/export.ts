/** `cofire export`: the network as one file, or every table as a folder of files. Returns what was written. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../../src/errors.ts';
import { tablesOf } from '../../src/run/tables/schema.ts';
import { MAIN, type Tables, tableNames } from '../../src/run/tables/tables.ts';
import { writeAtomic } from '../../src/write-atomic.ts';
import { type OpenChapter, openChapters, openShared } from '../chapters.ts';
import type { OpenDoor } from '../door.ts';
import { readManifest } from '../manifest.ts';
import { type NetworkFile, networkName } from '../network-file.ts';
import { toGexf } from './gexf.ts';
import { toGraphml } from './graphml.ts';

export type ExportFormat = 'gexf' | 'graphml' | 'json' | 'csv' | 'parquet';

const WRITERS: Readonly<Record<'gexf' | 'graphml' | 'json', (network: NetworkFile) => string>> = {
  gexf: toGexf,
  graphml: toGraphml,
  json: (network) => JSON.stringify(network),
};

/**
 * Paths written, relative to `out`: network.<format>, or tables-<format>/<table>.<format> for every table. Networks and tables of
 * further instances have their analysis and their schema in the name, the tables in a folder of their schema.
 */
export async function exportRun(
  { dir, out }: { readonly dir: string; readonly out: string },
  tables: Tables,
  doors: readonly OpenDoor[],
  format: ExportFormat,
): Promise<string[]> {
  const chapters = openChapters(await openShared(tables, readManifest(dir)), doors).filter(({ begun }) => begun);
  try {
    return format === 'csv' || format === 'parquet'
      ? await exportTables(out, tables, chapters, format)
      : await exportNetworks(out, tables, chapters, format);
  } finally {
    await tables.within(MAIN, '');
  }
}

async function exportTables(
  out: string,
  tables: Tables,
  chapters: readonly OpenChapter[],
  format: 'csv' | 'parquet',
): Promise<string[]> {
  const instances = chapters.filter(({ chapter }) => chapter.scope !== MAIN).map(({ chapter }) => chapter);
  const places = [
    { scope: MAIN, analysis: '', names: tableNames(), folder: `tables-${format}` },
    ...instances.map(({ scope, analysis: { name } }) => ({
      scope,
      analysis: name,
      names: tablesOf(name),
      folder: `tables-${format}/${scope}`,
    })),
  ];
  const written: string[] = [];
  for (const { scope, analysis, names, folder } of places) {
    mkdirSync(join(out, folder), { recursive: true });
    await tables.within(scope, analysis);
    for (const table of names) {
      const path = `${folder}/${table}.${format}`;
      await tables.copy(table, join(out, path), format);
      written.push(path);
    }
  }
  return written;
}

async function exportNetworks(
  out: string,
  tables: Tables,
  chapters: readonly OpenChapter[],
  format: keyof typeof WRITERS,
): Promise<string[]> {
  const written: string[] = [];
  for (const { chapter, context } of chapters) {
    const network = (await chapter.door.network?.(context)) ?? null;
    if (network === null) continue;
    const path = `${networkName(chapter.marks)}.${format}`;
    writeAtomic(join(out, path), WRITERS[format](network));
    written.push(path);
  }
  if (written.length === 0)
    throw new StudyError({
      where: tables.path,
      found: 'no network: the stage that makes it has not run',
      expected: 'a run that got that far',
      fix: 'Run the study with `cofire run`.',
    });
  return written;
}
