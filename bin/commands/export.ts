/** `cofire export DIR --format …`: the network or the tables of a run for other programs. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { ExportFormat } from '../../reports/export/export.ts';

const FORMATS = ['gexf', 'graphml', 'json', 'csv', 'parquet'] as const satisfies readonly ExportFormat[];

const EXAMPLES = `
gexf, graphml and json write the network (network.<format>); csv and parquet write every table (tables-<format>/).

Examples:
  cofire export runs/sports --format gexf        for Gephi
  cofire export runs/sports --format graphml     for networkx and igraph
  cofire export runs/sports --format parquet     for pandas, polars, R`;

export function addExport(program: Command): Command {
  return program
    .command('export')
    .description('write the network or the tables of a run for other programs')
    .argument('<folder>', 'run folder')
    .addOption(new Option('--format <format>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .addHelpText('after', EXAMPLES)
    .action(exportTables);
}

async function exportTables(folder: string, flags: { readonly format: ExportFormat }): Promise<void> {
  const { exportRun } = await import('../../reports/export/export.ts');
  const { Tables } = await import('../../src/run/tables/tables.ts');
  const tables = await Tables.open(join(folder, 'study.duckdb'), { readOnly: true });
  try {
    for (const path of await exportRun(folder, tables, flags.format)) process.stdout.write(`${join(folder, path)}\n`);
  } finally {
    tables.close();
  }
}
