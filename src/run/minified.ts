/**
 * The text of a source file without what cannot change what it does: comments, white space, types, the way numbers and texts are
 * quoted, and whether it is TypeScript or the JavaScript made from it. Two texts that are equal here run the same.
 *
 * Syntax is not rewritten (`minifySyntax` gives another text for TypeScript than for its own JavaScript in two of our files) and
 * names stay, so that a hash over the result changes with any statement.
 */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { buildSync, type Loader, transformSync } from 'esbuild';
import { normaliseSql } from './tables/normalise-sql.ts';

const LOADERS: Record<string, Loader> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.css': 'css',
};

/** As tsc and tsx read our files: an import that names no type stays, and class fields are defined as the language says. */
const TSCONFIG = { compilerOptions: { verbatimModuleSyntax: true, target: 'es2023' } } as const;

const OPTIONS = {
  minifyWhitespace: true,
  legalComments: 'none',
  charset: 'utf8',
  target: 'esnext',
  tsconfigRaw: TSCONFIG,
} as const;

/** `'./x.ts'` and `'./x.js'` name the same module, in an import as in `new URL(…)`. */
const ADDRESS = /(["`])(\.\.?\/[^"`\n]*?)\.m?[jt]s\1/g;
const URL_ADDRESS = /(new URL\((["`])[^"`\n]*?)\.m?[jt]s\2/g;

const known = new Map<string, string>();

/** One file. */
export function minifiedFile(path: string): string {
  return minifiedFiles([path])[0];
}

/** Kept for the process by path and text: the closures of the stages overlap, and a file takes about a millisecond by itself. */
export function minifiedFiles(paths: readonly string[]): string[] {
  const files = paths.map((path): SourceFile => {
    const text = readFileSync(path, 'utf8');
    return { path, text, key: `${path}\n${text}` };
  });
  const fresh = files.filter(({ key }) => !known.has(key));
  const code = fresh.filter(({ path }) => extname(path) in LOADERS);
  if (code.length > 1) minifiedTogether(code).forEach((text, at) => known.set(code[at].key, text));
  for (const { key, text, path } of fresh) if (!known.has(key)) known.set(key, minified(text, extname(path)));
  return files.map(({ key }) => known.get(key) as string);
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly key: string;
}

/** What `minified` says of each, in one question to esbuild: most of the time of a small file is that of asking. */
function minifiedTogether(files: readonly SourceFile[]): string[] {
  const { outputFiles } = buildSync({
    ...OPTIONS,
    entryPoints: files.map(({ path }, place) => ({ in: path, out: String(place) })),
    loader: LOADERS,
    bundle: false,
    write: false,
    outdir: '/',
    logLevel: 'silent',
  });
  const texts: string[] = [];
  for (const { path, text } of outputFiles) texts[Number.parseInt(basename(path), 10)] = text;
  return texts.map((text, place) => plainAddresses(text, extname(files[place].path)));
}

/** @param extension with its dot; a file of another kind (JSON, a picture) is taken as it is */
export function minified(text: string, extension: string): string {
  if (extension === '.sql') return normaliseSql(text);
  const loader = LOADERS[extension];
  if (loader === undefined) return text;
  return plainAddresses(transformSync(text, { ...OPTIONS, loader }).code, extension);
}

function plainAddresses(code: string, extension: string): string {
  return LOADERS[extension] === 'css' ? code : code.replace(ADDRESS, '$1$2$1').replace(URL_ADDRESS, '$1$2');
}

/** `src/a.ts` and `src/a.js` → `src/a`; `page.css` stays. */
export function withoutExtension(path: string): string {
  return isCode(path) ? path.slice(0, -extname(path).length) : path;
}

export function isCode(path: string): boolean {
  const loader = LOADERS[extname(path)];
  return loader !== undefined && loader !== 'css';
}
