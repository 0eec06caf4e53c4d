import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import { codeHash, codeParts, queriesIn, stageCode } from '../../src/run/code-hash.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cofire-code-'));
  write(
    'pipeline/a.ts',
    "import { k } from '../src/kernel.ts';\nimport type { T } from '../src/types.ts';\nimport { z } from '@scope/pkg/deep.js';\nimport { x } from 'node:fs';\nrows = await tables.query<Row>('a_rows');\n",
  );
  write('src/kernel.ts', "export { c } from './constant.ts';\nconst late = await import('./late.ts');\n");
  write('src/constant.ts', "import { StudyError } from './errors.ts';\nexport const c = 1, word = 'word';\n");
  write('src/errors.ts', 'export class StudyError extends Error {}\n');
  write('src/late.ts', "import './side-effect.ts';\nimport '../pipeline/a.ts';\n");
  write(
    'src/side-effect.ts',
    `new Worker(new URL('./worker.mjs', import.meta.url));
new URL(\`../styles/\${name}.css\`, import.meta.url);
new URL('..', import.meta.url);
`,
  );
  write('src/worker.mjs', "import './work.ts';\n");
  write('src/work.ts', '1;\n');
  write('styles/page.css', 'a {}\n');
  write('src/types.ts', 'export type T = 1;\n');
  write('src/unrelated.ts', '1;\n');
  write('sql/test/queries/a_rows.sql', 'SELECT 1;\n');
  write('sql/test/queries/b_rows.sql', 'SELECT 2;\n');
  write('sql/test/queries/word.sql', 'SELECT 3;\n');
  write('node_modules/@scope/pkg/package.json', '{"version":"1.0.0"}');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What a build step for npm does: one .js for each .ts, addresses with it; everything else is copied. */
function compile(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes('node_modules')) continue;
    const target = join(to, path.slice(from.length)).replace(/\.ts$/, '.js');
    mkdirSync(join(target, '..'), { recursive: true });
    const text = readFileSync(path, 'utf8');
    const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true, target: 'es2023' } } as const;
    const code = () => transformSync(text, { loader: 'ts', tsconfigRaw }).code;
    const compiled = path.endsWith('.ts') ? code().replace(/(["`][^"`\n]*)\.ts(["`])/g, '$1.js$2') : text;
    writeFileSync(target, compiled);
  }
}

const hash = () => codeHash(join(root, 'pipeline/a.ts'), root);

describe('codeHash changes', () => {
  it.each([
    ['the module itself', 'pipeline/a.ts', "import { k } from '../src/kernel.ts';\nk + 1;\n"],
    ['a module it imports', 'src/kernel.ts', 'export const k = 2;\n'],
    ['a module that one exports from', 'src/constant.ts', 'export const c = 2;\n'],
    ['a module imported late', 'src/late.ts', '2;\n'],
    ['a module imported for its effect', 'src/side-effect.ts', '2;\n'],
    ['a worker started by its address', 'src/worker.mjs', '2;\n'],
    ['a module that worker imports', 'src/work.ts', '2;\n'],
    ['a file opened by a computed name', 'styles/page.css', 'b {}\n'],
    ['a query it names', 'sql/test/queries/a_rows.sql', 'SELECT 3;\n'],
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
    ['a query that is not named', 'sql/test/queries/b_rows.sql'],
    ['a query whose name stands as a word', 'sql/test/queries/word.sql'],
    ['the words of errors', 'src/errors.ts'],
  ])('with a change of %s', (_, path) => {
    const before = hash();
    write(path, 'changed\n');
    expect(hash()).toBe(before);
  });

  it('with comments, types and formatting, of modules, queries and styles', () => {
    const before = hash();
    write(
      'src/constant.ts',
      `/*! A licence. */\nimport { StudyError } from "./errors.ts";\n// Why.\nexport const c: number =\n  1, word = "word"\n`,
    );
    write('src/kernel.ts', "export {\n  c,\n} from './constant.ts';\nconst late = await import( './late.ts' )\n");
    write('sql/test/queries/a_rows.sql', '-- What.\nSELECT /* one */ 1\n;\n');
    write('styles/page.css', '/* Why. */ a { }\n');
    expect(hash()).toBe(before);
  });

  it('in a package of compiled JavaScript, whose packages lie beside it', () => {
    const before = hash();
    const installed = mkdtempSync(join(tmpdir(), 'cofire-package-'));
    compile(root, join(installed, 'node_modules/cofire'));
    cpSync(join(root, 'node_modules/@scope'), join(installed, 'node_modules/@scope'), { recursive: true });
    const there = join(installed, 'node_modules/cofire');
    expect(codeHash(join(there, 'pipeline/a.js'), there)).toBe(before);
    expect(codeHash(join(there, 'pipeline/a'), there)).toBe(before);
    rmSync(installed, { recursive: true });
  });

  it('when the checkout moves', () => {
    const before = hash();
    const moved = `${root}-moved`;
    renameSync(root, moved);
    root = moved;
    expect(hash()).toBe(before);
  });
});

describe('queriesIn', () => {
  it.each([
    ['tables.query("a")', ['a']],
    ['await tables.columns("a",{prompt:1})', ['a']],
    ['reads:{nodes:columns("a"),pairs:rows("b"),scope:row("c")}', ['a', 'b', 'c']],
    ['readQuery("checks/a").text', ['checks/a']],
    ['reads:{dose:optional(rows("a"))}', ['a']],
    ['{title:"t",sql:"a"}', ['a']],
    ['graph.input("codes","float32")', []],
    ['const query="a"', []],
  ])('%s', (code, names) => {
    expect(queriesIn(code)).toEqual(names);
  });
});

describe('the stages of this repository', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const MODULES = Object.values(analyses).flatMap(({ stages }) =>
    stages.map(({ module }) => relative(root, fileURLToPath(module)).replace(/\.ts$/, '')),
  );

  it('have the same hashes as a compiled package', () => {
    const installed = mkdtempSync(join(tmpdir(), 'cofire-package-'));
    symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
    for (const folder of ['src', 'pipeline', 'reports', 'sql']) compile(join(root, folder), join(installed, folder));
    for (const module of MODULES)
      expect([...codeParts(join(installed, module), installed)], module).toEqual([...codeParts(join(root, module))]);
    rmSync(installed, { recursive: true });
  });

  // A list grows with every analysis, and an analysis that is added must not make another's stages run again.
  it.each(MODULES)('%s runs no code that lists analyses, stages, tables or sections', (module) => {
    const parts = codeParts(join(root, module));
    const lists = ['pipeline/analyses', 'pipeline/task/index', 'pipeline/cooccurrence/index', 'src/run/tables/schema'];
    expect(lists.filter((path) => parts.has(path))).toEqual([]);
  });

  it('run every query whose name stands in them as a text', () => {
    const queries = readdirSync(join(root, 'sql'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\/queries\/.*\.sql$/.test(file),
    );
    const parts = MODULES.map((module) => codeParts(join(root, module)));
    const counted = new Set(parts.flatMap((found) => [...found.keys()]));
    const modules = [...counted].filter((key) => /^(?:src|pipeline|reports)\//.test(key) && !key.endsWith('.css'));
    const texts = modules.map((key) =>
      readFileSync(join(root, `${key}${key.endsWith('start') ? '.mjs' : '.ts'}`), 'utf8'),
    );
    const named = queries.filter((file) =>
      texts.some((text) => text.includes(`'${file.slice(file.lastIndexOf('/') + 1, -4)}'`)),
    );
    expect(named.filter((file) => !counted.has(`sql/${file.slice(0, -4)}`) && !counted.has(`sql/${file}`))).toEqual([]);
  });
});

it('a module that does not exist is an error', () => {
  expect(() => codeHash(join(root, 'none.ts'), root)).toThrow(/ENOENT/);
});

it('is the same for stages that are asked together, whichever comes first', () => {
  const all = Object.values(analyses).flatMap(({ stages }) => stages as readonly { readonly module: string }[]);
  const some = all.filter((_, i) => i % 8 === 0);
  const [forth, back] = [stageCode(), stageCode()];
  const found = some.map(forth);
  expect([...some].reverse().map(back).reverse()).toEqual(found);
  expect(found).toEqual(some.map(({ module }) => codeHash(fileURLToPath(module))));
});
