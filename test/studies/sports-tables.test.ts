/** The whole bundled study, through the command that users run: the tables are those that were recorded. A minute of work. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { differences } from '../../fixtures/tables/differences.ts';
import { type Digests, digestsOf } from '../../fixtures/tables/table-digests.ts';
import { Tables } from '../../src/run/tables/tables.ts';

const MINUTES = 60_000;

it(
  'the bundled study gives the recorded tables, to the bit where they were recorded',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cofire-sports-'));
    const out = join(folder, 'run');
    execFileSync('bin/cofire', [
      'run',
      'studies/sports.yaml',
      '--out',
      out,
      '--to',
      'name',
      '--threads',
      '2',
      '--quiet',
    ]);
    const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
    const found = await digestsOf(tables);
    tables.close();
    rmSync(folder, { recursive: true });
    const recorded = JSON.parse(readFileSync('fixtures/tables/sports.json', 'utf8')) as Digests;
    expect(differences(found, recorded)).toEqual([]);
  },
  15 * MINUTES,
);
