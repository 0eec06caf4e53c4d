/** docs/oracles.md names files that exist, tests that read what the scripts write, and tables of the schema. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/oracles.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const named = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

it('has rows', () => expect(rows.length).toBeGreaterThan(15));

it.each(rows.map((row) => [row[1], row] as const))(
  '%s: its script, its test and its table are there',
  (_, [, table, scripts, test]) => {
    for (const name of named(table)) expect(existsSync(`sql/cooccurrence/schema/${name}.sql`), name).toBe(true);
    const [file] = named(test);
    expect(existsSync(file), file).toBe(true);
    const read = readFileSync(file, 'utf8');
    for (const script of named(scripts)) {
      expect(existsSync(`fixtures/oracles/${script}`), script).toBe(true);
      expect(existsSync(`fixtures/oracles/${script.replace('.py', '.oracle.json')}`), script).toBe(true);
    }
    // The test reads one of them, itself or through a module beside it.
    const names = named(scripts).map((script) => script.replace('.py', ''));
    expect(/oracle/i.test(read) || names.some((name) => read.includes(name)), file).toBe(true);
  },
);

it('names what was checked in another way by tables that are there', () => {
  const rest = page.slice(page.indexOf('Checked in another way'));
  const tables = named(rest).filter((name) => /^[a-z_]+$/.test(name) && name !== 'nulls');
  expect(tables.length).toBeGreaterThan(5);
  for (const name of tables) expect(existsSync(`sql/cooccurrence/schema/${name}.sql`), name).toBe(true);
});
