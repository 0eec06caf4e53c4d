/**
 * The version of a stage's code: sha256 over its module, everything that imports inside the repository from there, the
 * SQL files whose names stand in those modules as texts, and the versions of the npm packages they import.
 *
 * Type-only imports are left out: they cannot change what runs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../src/sha256.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const IMPORT =
  /(?:^|\n|;)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
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
  if (!file.endsWith('.ts')) return;
  for (const [, plain, dynamic] of text.matchAll(IMPORT)) {
    const target = plain ?? dynamic;
    if (target.startsWith('.')) visit(resolve(dirname(file), target), root, parts);
    else if (!target.startsWith('node:')) parts.set(`npm ${packageOf(target)}`, versionOf(packageOf(target), root));
  }
  for (const [, name] of text.matchAll(NAME)) {
    const query = join(root, 'sql', `${name}.sql`);
    if (existsSync(query)) visit(query, root, parts);
  }
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
