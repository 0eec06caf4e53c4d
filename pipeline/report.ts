/** Writes what people read: report/index.html, report/network.html, network.json and network.gexf, from the tables alone. */
import { join } from 'node:path';
import { buildReport } from '../reports/build.ts';
import { TABLE_NAMES } from '../src/tables.ts';
import type { Stage } from './stage.ts';

const FILES: readonly string[] = ['report/index.html', 'report/network.html', 'network.json', 'network.gexf'];

export const report: Stage = {
  name: 'report',
  reads: TABLE_NAMES.filter((table) => table !== 'stage_run'),
  writes: [],
  parameters: (study) => study,
  outputs: (out) => FILES.map((file) => join(out, file)),
  async run({ study, tables, out, note }) {
    const { files } = await buildReport(out, { tables, study });
    const nBytes = files.reduce((sum, file) => sum + file.nBytes, 0);
    note(`${files.map((file) => file.path).join(', ')}: ${(nBytes / 1e6).toFixed(1)} MB in all`);
  },
};
