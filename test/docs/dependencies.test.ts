/** docs/dependencies.md against package.json and the packages' own statements. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(root('docs/dependencies.md'), 'utf8');
const manifest = JSON.parse(readFileSync(root('package.json'), 'utf8')) as Record<string, Record<string, string>>;

/** Cells of the rows of one section's table, without its head. */
function rowsOf(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/dependencies.md: no section ${heading}`);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim())); // biome-ignore format: one line
}

describe.each([
  ['At run time', 'dependencies'],
  ['For development', 'devDependencies'],
])('%s', (heading, key) => {
  const rows = rowsOf(heading);
  const names = rows.map(([name]) => name.replaceAll('`', ''));

  it('has a row for every package and no other, in the order of package.json', () => {
    expect(names).toEqual(Object.keys(manifest[key]));
  });

  it("says what each is for, and the package's own licence", () => {
    for (const [index, [, use, licence]] of rows.entries()) {
      expect(use.length).toBeGreaterThan(10);
      const own = JSON.parse(readFileSync(root(`node_modules/${names[index]}/package.json`), 'utf8')) as Manifest;
      expect(`${names[index]} ${licence}`).toBe(`${names[index]} ${own.license}`);
    }
  });

  it('has exact versions alone', () => {
    expect(Object.values(manifest[key]).filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

interface Manifest {
  readonly license: string;
}

describe('our own, beside a library', () => {
  it('says why of every kernel', () => {
    const lines = page.slice(page.indexOf('## Our own')).split('\n');
    const rows = lines.filter((line) => line.startsWith('| ') && !/^\| (---|kernel)/.test(line));
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(`${row}: ${cells.slice(1).filter((cell) => cell.trim().length > 8).length > 0}`).toBe(`${row}: true`);
    }
  });
});
