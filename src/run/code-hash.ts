/**
 * The version of a stage's code: sha256 over its module, everything it imports inside the repository, the files beside
 * them that they open by `new URL('…', import.meta.url)` (workers, styles; a whole folder where part of the name is
 * computed), the SQL files whose names stand in them as texts, and the versions of the npm packages they import.
 *
 * Type-only imports are left out: they cannot change what runs.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../sha256.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const IMPORT =
  /(?:^|\n|;)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
const BESIDE = /new URL\(\s*(?:'([^']+)'|`([^`$]*)\$\{[^`]*`),\s*import\.meta\.url/g;
const NAME = /['"`]([a-z0-9_/-]+)['"`]/g;

/** `root`: the folder that holds package.json, node_modules and sql/. */
export function codeHash(module: string, root: string = ROOT): string {
  const parts = new Map<string, string>();
  visit(resolve(module), root, parts);
  return sha256(
    [...parts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, digest]) => `${name} ${digest}\n`)
      .join(''),
  );
}

/** Adds a module and what it leads to; the key is the path from the root, so that a moved checkout keeps its hashes. */
function visit(file: string, root: string, parts: Map<string, string>): void {
  const key = relative(root, file);
  if (parts.has(key)) return;
  const text = readFileSync(file, 'utf8');
  parts.set(key, sha256(text));
  if (!/\.m?[jt]s$/.test(file)) return;
  for (const [, plain, dynamic] of text.matchAll(IMPORT)) {
    const target = plain ?? dynamic;
    if (target.startsWith('.')) visit(resolve(dirname(file), target), root, parts);
    else if (!target.startsWith('node:')) parts.set(`npm ${packageOf(target)}`, versionOf(packageOf(target), root));
  }
  for (const [, whole, start] of text.matchAll(BESIDE)) {
    const target = resolve(dirname(file), whole ?? start);
    // A fixed folder is only a place to look from (the root, sql/); one with a computed name inside is code to count.
    const found = statSync(target, { throwIfNoEntry: false });
    if (found?.isFile()) visit(target, root, parts);
    else if (found?.isDirectory() && start !== undefined)
      for (const inner of filesIn(target)) visit(inner, root, parts);
  }
  for (const [, name] of text.matchAll(NAME)) {
    const query = join(root, 'sql', `${name}.sql`);
    if (existsSync(query)) visit(query, root, parts);
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `@scope/name/deep.js` → `@scope/name` */
function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function versionOf(name: string, root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
