import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCode, minified, minifiedFile, withoutExtension } from '../../src/run/minified.ts';

describe('minified', () => {
  const CODE = "import { a } from './a.ts';\nexport const b: number = a + 1_000;\n";

  it.each([
    ['comments', "// why\nimport { a } from './a.ts'; /*! licence */\nexport const b: number = a + 1_000; // no\n"],
    [
      'white space, semicolons, quotes and trailing commas',
      'import {\n  a,\n} from "./a.ts"\nexport const b: number\n  = (a + 1_000)',
    ],
    ['another way to write a number', "import { a } from './a.ts';\nexport const b: number = a + 1000;\n"],
    [
      'types',
      "import type { T } from './t.ts';\nimport { a } from './a.ts';\nexport const b = (a as number) + 1_000;\n",
    ],
  ])('is the same with %s', (_, text) => {
    expect(minified(text, '.ts')).toBe(minified(CODE, '.ts'));
  });

  it('is the same for the JavaScript made of it', () => {
    expect(minified("import { a } from './a.js';\nexport const b = a + 1e3;\n", '.js')).toBe(minified(CODE, '.ts'));
  });

  it.each([
    ['number', '1_000', '1_001'],
    ['name', 'b: number', 'c: number'],
    ['address', './a.ts', './d.ts'],
    ['operator', 'a +', 'a -'],
  ])('is another with another %s', (_, from, to) => {
    expect(minified(CODE.replace(from, to), '.ts')).not.toBe(minified(CODE, '.ts'));
  });

  it('keeps an import that names only types among values, as tsc does', () => {
    expect(minified("import { type T } from './t.ts';\n", '.ts')).toContain('./t');
  });

  it('names a module beside it without its extension, also where part of the name is computed', () => {
    const text = (end: string) =>
      `const one = new URL('./worker.${end}', import.meta.url), two = new URL(\`client/\${one}.${end}\`, import.meta.url);`;
    expect(minified(text('ts'), '.ts')).toBe(minified(text('js'), '.js'));
  });

  it('of a style drops its comments, of a query its white space, of anything else nothing', () => {
    expect(minified('/* why */ a {\n  color: red;\n}\n', '.css')).toBe('a{color:red}\n');
    expect(minified('SELECT  1 -- one', '.sql')).toBe(minified('SELECT\n1', '.sql'));
    expect(minified('{ }\n', '.json')).toBe('{ }\n');
  });
});

it('a file is read again when it has changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-minified-'));
  const path = join(folder, 'a.ts');
  const texts = ['let a = 1;', 'let a = 2;'].map((text) => {
    writeFileSync(path, text);
    return minifiedFile(path);
  });
  expect(texts).toEqual(['let a=1;\n', 'let a=2;\n']);
  rmSync(folder, { recursive: true });
});

it('tells code from other files, and drops only the extension of code', () => {
  const paths = ['a/b.ts', 'a/b.mjs', 'a/b.js', 'a/b.css', 'a/b.sql', 'a/b'];
  expect(paths.filter(isCode)).toEqual(['a/b.ts', 'a/b.mjs', 'a/b.js']);
  expect(new Set(paths.map(withoutExtension))).toEqual(new Set(['a/b', 'a/b.css', 'a/b.sql']));
});
