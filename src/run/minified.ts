/**
 * The text of a source file without what cannot change what it does: comments, white space, types, the way numbers and texts are
 * quoted, and whether it is TypeScript or the JavaScript made from it. Two texts that are equal here run the same.
 *
 * Syntax is not rewritten (`minifySyntax` gives another text for TypeScript than for its own JavaScript in two of our files) and
 * names stay, so that a hash over the result changes with any statement.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type Loader, transformSync } from 'esbuild';
import { normaliseSql } from './tables/normalise-sql.ts';

const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.css': 'css',
};

/** As tsc and tsx read our files: an import that names no type stays, and class fields are defined as the language says. */
const TSCONFIG = { compilerOptions: { verbatimModuleSyntax: true, target: 'es2023' } } as const;

/** `'./x.ts'` and `'./x.js'` name the same module, in an import as in `new URL(…)`. */
const ADDRESS = /(["`])(\.\.?\/[^"`\n]*?)\.m?[jt]s\1/g;
const URL_ADDRESS = /(new URL\((["`])[^"`\n]*?)\.m?[jt]s\2/g;

const known = new Map<string, string>();

/** Kept for the process by path and text: the closures of the stages overlap, and a transform takes about a millisecond. */
export function minifiedFile(path: string): string {
  const text = readFileSync(path, 'utf8');
  const key = `${path}\n${text}`;
  const found = known.get(key) ?? minified(text, extname(path));
  known.set(key, found);
  return found;
}

/** @param extension with its dot; a file of another kind (JSON, a picture) is taken as it is */
export function minified(text: string, extension: string): string {
  if (extension === '.sql') return normaliseSql(text);
  const loader = LOADERS[extension];
  if (loader === undefined) return text;
  const { code } = transformSync(text, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    target: 'esnext',
    tsconfigRaw: TSCONFIG,
  });
  return loader === 'css' ? code : code.replace(ADDRESS, '$1$2$1').replace(URL_ADDRESS, '$1$2');
}

/** `src/a.ts` and `src/a.js` → `src/a`; `page.css` stays. */
export function withoutExtension(path: string): string {
  return isCode(path) ? path.slice(0, -extname(path).length) : path;
}

export function isCode(path: string): boolean {
  const loader = LOADERS[extname(path)];
  return loader !== undefined && loader !== 'css';
}
