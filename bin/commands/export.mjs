/** What the command line shows of `cofire export`; the work is in export.ts. */
import { RUN_FOLDER } from './shared.mjs';

/** @satisfies {readonly import('../../reports/export/export.ts').ExportFormat[]} */
const FORMATS = /** @type {const} */ (['gexf', 'graphml', 'json', 'csv', 'parquet']);

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'export',
  description: 'write the network or the tables of a run for other programs',
  arguments: [RUN_FOLDER],
  options: [
    {
      flags: '--format <format>',
      description: 'what to write',
      choices: FORMATS,
      mandatory: true,
    },
    { flags: '--out <folder>', description: 'folder to write to (default: the run folder)' },
  ],
  help: `
gexf, graphml and json write the network (network.<format>); csv and parquet write every table (tables-<format>/).
Dictionaries but the first have a network and a folder of their own: network-<dictionary>.<format>, tables-<format>/<dictionary>/.

Examples:
  cofire export runs/sports --format gexf        for Gephi
  cofire export runs/sports --format graphml     for networkx and igraph
  cofire export runs/sports --format parquet     for pandas, polars, R
  cofire export /shared/runs/sports --format csv --out sports-tables     a run that may not be written to`,
  load: async () => (await import('./export.ts')).exportTables,
};
