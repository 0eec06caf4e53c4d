/**
 * Where the code of one of our modules runs from: cofire runs its sources as they are (tests, scripts, a checkout that cannot be
 * written), or JavaScript made of them (bin/compiled.mjs), in which this file is a part of another. Whoever imports a module by an
 * address that is computed, or gives one to a worker thread, asks here, so that both get the modules that the rest runs.
 */
import { fileURLToPath } from 'node:url';

const HERE = new URL(import.meta.url);
const isCompiled = !HERE.pathname.endsWith('/src/code-at.mjs');

/** Compiled files lie in build/js/<fingerprint>/, all in one folder. */
export const TO_ROOT = '../../../';

/**
 * The file that a module is compiled to, where it can be imported by itself.
 * @param {string} path from the root, such as `src/a/b.ts`
 */
export function compiledName(path) {
  return `${path.replace(/\.m?[jt]s$/, '').replaceAll('/', '+')}.mjs`;
}

/** Beside compiled code: its sources as `src/run/minified.ts` makes them, JSON by path from the root. */
export const MINIFIED = 'minified.json';

/**
 * @param {string} name of a file beside compiled code
 * @returns {{ path: string, root: string } | undefined} where it is, and the root of its sources; undefined where sources run
 */
export function compiledFile(name) {
  if (!isCompiled) return undefined;
  return { path: fileURLToPath(new URL(name, HERE)), root: fileURLToPath(new URL(TO_ROOT, HERE)) };
}

/**
 * @param {string} href address of a source file of ours
 * @returns {string} the address to import
 */
export function codeAt(href) {
  const root = new URL(TO_ROOT, HERE).href;
  return isCompiled && href.startsWith(root) ? new URL(compiledName(href.slice(root.length)), HERE).href : href;
}
