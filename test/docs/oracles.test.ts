/** docs/oracles.md has every table of the analysis once, and names scripts and tests that exist and read one another. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/oracles.md', 'utf8');
const [recomputed, others] = page.split('Tables without a script of their own').map(rowsOf);

function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // biome-ignore format: one line
}
const named = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** The file and the modules of the tests that it imports. */
function withImports(file: string, seen = new Set<string>()): string {
  if (seen.has(file) || !file.startsWith('test/')) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const imported = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path));
  return [text, ...imported.map((path) => withImports(path, seen))].join('\n');
}

/** Areas of engine.py have an oracle each. */
const readsOracle = (text: string, script: string): boolean =>
  script === 'engine.py' ? text.includes('engineOracle') : text.includes(script.replace('.py', '.oracle.json'));

it('has every table of the analysis, once', () => {
  const tables = readdirSync('sql/cooccurrence/schema').map((file) => file.replace('.sql', '')).sort(); // biome-ignore format: one line
  expect([...recomputed, ...others].flatMap(([table]) => named(table)).sort()).toEqual(tables);
});

describe('a table that was recomputed', () => {
  it.each(recomputed.map((row) => [row[0], row] as const))('%s', (_, [, scripts, test, largest]) => {
    const read = named(test).map((file) => withImports(file));
    // Every test reads what a script wrote, itself or through a module beside it, and every script is read.
    for (const script of named(scripts)) {
      expect(existsSync(`fixtures/oracles/${script}`), script).toBe(true);
      expect(read.some((text) => readsOracle(text, script)), script).toBe(true); // biome-ignore format: one line
    }
    for (const text of read) expect(named(scripts).some((script) => readsOracle(text, script))).toBe(true);
    expect(largest).not.toBe('');
  });
});

it('every script is named, but for those of files and of engines, and names what it writes', () => {
  const scripts = readdirSync('fixtures/oracles').filter((file) => file.endsWith('.py'));
  // Models of another architecture, exported files, partitions at scale: no table is theirs.
  const apart = ['neox.py', 'gated.py', 'export.py', 'greedy.py'];
  for (const script of scripts) if (!apart.includes(script)) expect(page, script).toContain(`\`${script}\``);
});

describe('a table without a script', () => {
  it.each(others.map((row) => [row[0], row] as const))('%s', (_, [, what, test]) => {
    expect(what).not.toBe('');
    for (const file of named(test)) expect(existsSync(file), file).toBe(true);
  });
});
