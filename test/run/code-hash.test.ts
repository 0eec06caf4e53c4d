import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeHash } from '../../src/run/code-hash.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cofire-code-'));
  write(
    'pipeline/a.ts',
    "import { k } from '../src/kernel.ts';\nimport type { T } from '../src/types.ts';\nimport { z } from '@scope/pkg/deep.js';\nimport { x } from 'node:fs';\nrows = await tables.query<Row>('a_rows');\n",
  );
  write(
    'src/kernel.ts',
    "export { c } from '../pipeline/constant.ts';\nconst late = await import('../pipeline/late.ts');\n",
  );
  write('src/constant.ts', 'export const c = 1;\n');
  write('src/late.ts', "import '../pipeline/side-effect.ts';\nimport '../pipeline/a.ts';\n");
  write(
    'src/side-effect.ts',
    `new Worker(new URL('../pipeline/worker.mjs', import.meta.url));
new URL(\`../styles/\${name}.css\`, import.meta.url);
new URL('..', import.meta.url);
`,
  );
  write('src/worker.mjs', "import '../pipeline/work.ts';\n");
  write('src/work.ts', '1;\n');
  write('styles/page.css', 'a {}\n');
  write('src/types.ts', 'export type T = 1;\n');
  write('src/unrelated.ts', '1;\n');
  write('sql/a_rows.sql', 'SELECT 1;\n');
  write('sql/b_rows.sql', 'SELECT 2;\n');
  write('node_modules/@scope/pkg/package.json', '{"version":"1.0.0"}');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const hash = () => codeHash(join(root, 'pipeline/a.ts'), root);

describe('codeHash changes', () => {
  it.each([
    ['the module itself', 'pipeline/a.ts', "import { k } from '../src/kernel.ts'; // other\n"],
    ['a module it imports', 'src/kernel.ts', 'export const k = 2;\n'],
    ['a module that one exports from', 'src/constant.ts', 'export const c = 2;\n'],
    ['a module imported late', 'src/late.ts', '2;\n'],
    ['a module imported for its effect', 'src/side-effect.ts', '2;\n'],
    ['a worker started by its address', 'src/worker.mjs', '2;\n'],
    ['a module that worker imports', 'src/work.ts', '2;\n'],
    ['a file opened by a computed name', 'styles/page.css', 'b {}\n'],
    ['a query it names', 'sql/a_rows.sql', 'SELECT 3;\n'],
    ['the version of a package', 'node_modules/@scope/pkg/package.json', '{"version":"1.0.1"}'],
  ])('with %s', (_, path, text) => {
    const before = hash();
    write(path, text);
    expect(hash()).not.toBe(before);
  });
});

describe('codeHash stays', () => {
  it.each([
    ['a module imported for its types alone', 'src/types.ts'],
    ['a module nothing imports', 'src/unrelated.ts'],
    ['a query that is not named', 'sql/b_rows.sql'],
  ])('with a change of %s', (_, path) => {
    const before = hash();
    write(path, 'changed\n');
    expect(hash()).toBe(before);
  });

  it('when the checkout moves', () => {
    const before = hash();
    const moved = `${root}-moved`;
    renameSync(root, moved);
    root = moved;
    expect(hash()).toBe(before);
  });
});

it('reads the stages of this repository', () => {
  const stage = new URL('../../pipeline/cooccurrence/stages/correlate.ts', import.meta.url).pathname;
  expect(codeHash(stage)).toMatch(/^[0-9a-f]{64}$/);
});

it('a module that does not exist is an error', () => {
  expect(() => codeHash(join(root, 'none.ts'), root)).toThrow(/ENOENT/);
});
