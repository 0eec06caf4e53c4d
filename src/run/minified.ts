/**
 * The text of a source file without what cannot change what it does: comments, white space, types, the way numbers and texts are
 * quoted, and whether it is TypeScript or the JavaScript made from it. Two texts that are equal here run the same.
 *
 * Syntax is not rewritten (`minifySyntax` gives another text for TypeScript than for its own JavaScript in two of our files) and
 * names stay, so that a hash over the result changes with any statement.
 */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { compiledFile, MINIFIED } from '../code-at.mjs';
import { minifyCode } from './minify-code.mjs';
import { normaliseSql } from './tables/normalise-sql.ts';

const LOADERS: Readonly<Record<string, 'ts' | 'js' | 'css'>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.css': 'css',
};

const known = new Map<string, string>();

/** Made with the code that runs, where that is compiled; by absolute path. */
let made: ReadonlyMap<string, string> | undefined;

/** Kept for the process by path and text: the closures of the stages overlap, and a transform takes about a millisecond. */
export function minifiedFile(path: string): string {
  made ??= readMade();
  const ofCode = made.get(path);
  if (ofCode !== undefined) return ofCode;
  const text = readFileSync(path, 'utf8');
  const key = `${path}\n${text}`;
  const found = known.get(key) ?? minified(text, extname(path));
  known.set(key, found);
  return found;
}

function readMade(): ReadonlyMap<string, string> {
  const file = compiledFile(MINIFIED);
  if (file === undefined) return new Map();
  const texts = JSON.parse(readFileSync(file.path, 'utf8')) as Readonly<Record<string, string>>;
  return new Map(Object.entries(texts).map(([path, text]) => [join(file.root, path), text]));
}

/** @param extension with its dot; a file of another kind (JSON, a picture) is taken as it is */
export function minified(text: string, extension: string): string {
  if (extension === '.sql') return normaliseSql(text);
  const loader = LOADERS[extension];
  if (loader === undefined) return text;
  return minifyCode(text, loader);
}

/** `src/a.ts` and `src/a.js` → `src/a`; `page.css` stays. */
export function withoutExtension(path: string): string {
  return isCode(path) ? path.slice(0, -extname(path).length) : path;
}

export function isCode(path: string): boolean {
  const loader = LOADERS[extname(path)];
  return loader !== undefined && loader !== 'css';
}
