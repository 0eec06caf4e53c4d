/** `cofire export`: the network as one file, or every table as a folder of files. Returns what was written. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Tables, tableNames } from '../../src/run/tables/tables.ts';
import { writeAtomic } from '../../src/write-atomic.ts';
import { openContext } from '../context.ts';
import { readManifest } from '../manifest.ts';
import { readNetwork } from '../network.ts';
import type { NetworkFile } from '../network-file.ts';
import { toGexf } from './gexf.ts';
import { toGraphml } from './graphml.ts';

export const EXPORT_FORMATS = ['gexf', 'graphml', 'json', 'csv', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const WRITERS: Readonly<Record<'gexf' | 'graphml' | 'json', (network: NetworkFile) => string>> = {
  gexf: toGexf,
  graphml: toGraphml,
  json: (network) => JSON.stringify(network),
};

/** Paths written, relative to the run folder: network.<format>, or tables-<format>/<table>.<format> for every table. */
export async function exportRun(dir: string, tables: Tables, format: ExportFormat): Promise<string[]> {
  if (format === 'csv' || format === 'parquet') {
    const folder = `tables-${format}`;
    mkdirSync(join(dir, folder), { recursive: true });
    const written: string[] = [];
    for (const table of tableNames()) {
      const path = `${folder}/${table}.${format}`;
      await tables.copy(table, join(dir, path), format);
      written.push(path);
    }
    return written;
  }
  const network = await readNetwork(await openContext(tables, readManifest(dir)));
  const path = `network.${format}`;
  writeAtomic(join(dir, path), WRITERS[format](network));
  return [path];
}
