/** Writes the pages of docs/ that are made from code: `make docs`. A test holds them to the code. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COST_PAGES, costTables, RATE, withCosts } from '../bench/cost-tables.ts';
import { writeFigures } from '../bench/results.ts';
import * as analyses from '../pipeline/analyses.ts';
import { PUBLISHED_SCHEMAS } from '../reports/published-schemas.ts';
import { statedFactsPage } from '../src/engine/model/stated-facts.ts';
import { settingsPage } from '../src/run/study/settings-page.ts';
import { tablesPage } from '../src/run/tables/tables-page.ts';
import { writeAtomic } from '../src/write-atomic.ts';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));

writeAtomic(`${DOCS}study-file.md`, settingsPage(Object.values(analyses)));
writeAtomic(`${DOCS}tables.md`, tablesPage());
writeAtomic(`${DOCS}stated-facts.md`, statedFactsPage());
for (const [page, text] of Object.entries(PUBLISHED_SCHEMAS)) writeAtomic(`${DOCS}${page}`, text);
const costs = await costTables(RATE);
for (const file of COST_PAGES) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  writeAtomic(path, withCosts(readFileSync(path, 'utf8'), file, costs));
}
writeFigures(); // of docs/speed.md, from bench/results/
