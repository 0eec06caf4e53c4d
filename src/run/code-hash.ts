/**
 * The version of a stage's code: sha256 over its module, everything it imports inside the repository, the files beside
 * them that they open by `new URL('…', import.meta.url)` (workers, styles; a whole folder where part of the name is
 * computed), the SQL files they run, and the versions of the npm packages they import.
 *
 * Each file is taken as it runs (`minified.ts`): comments, white space and types change no hash, and neither does it matter whether a
 * file is TypeScript in a checkout or the JavaScript of a package. Paths are those from the root, without extension. What cannot
 * change a number is left out by name (`not-hashed.ts`).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCode } from '../errors.ts';
import { sha256 } from '../sha256.ts';
import { isCode, minifiedFile, withoutExtension } from './minified.ts';
import { NOT_HASHED } from './not-hashed.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Functions whose text arguments are names of queries, and the property of a figure that names its own. */
const QUERY_CALLS = ['query', 'columns', 'rows', 'row', 'ask', 'readQuery', 'readByFeature'] as const;
const QUERY_PROPERTY = 'sql';

// All of these read minified code: one line, double quotes, no extension on an address.
const IMPORT = /(?:^|[;}\n])(?:import|export)(?:[\w$*{},\s]*?from)?"([^"]+)"|\bimport\("([^"]+)"\)/g;
const BESIDE = /new URL\((?:"([^"]+)"|`([^`$]*)\$\{[^`]*`),import\.meta\.url\)/g;
const QUERY = new RegExp(
  `\\b(?:${QUERY_CALLS.join('|')})\\(((?:[\\w$.]+,)*(?:"[^"]*",?)+)|\\b${QUERY_PROPERTY}:("[^"]*")`,
  'g',
);

/** @param module with or without its extension; @param root the folder that holds sql/ and, there or above, node_modules */
export function codeHash(module: string, root: string = ROOT): string {
  return hashOf(partsOf(module, root, new Map()));
}

/** The same of the stages of a study, by the addresses of their modules: what several of them run is read once. */
export function stageCode(root: string = ROOT): (stage: { readonly module: string }) => string {
  const known: Known = new Map();
  return ({ module }) => hashOf(partsOf(fileURLToPath(module), root, known));
}

function hashOf(parts: ReadonlyMap<string, string>): string {
  return sha256([...parts].map(([name, digest]) => `${name} ${digest}\n`).join(''));
}

/** What a module runs, by its path from the root or as `npm <package>`: the digest of a file, the version of a package. Sorted. */
export function codeParts(module: string, root: string = ROOT): ReadonlyMap<string, string> {
  return partsOf(module, root, new Map());
}

/** The names of the queries that a minified module runs. */
export function queriesIn(code: string): string[] {
  return [...code.matchAll(QUERY)].flatMap(([, listed, property]) =>
    [...(listed ?? property).matchAll(/"([a-z0-9_/-]+)"/g)].map(([, name]) => name),
  );
}

/** What a file is and names itself. */
interface FileParts {
  readonly digest: string;
  /** Files that it imports, starts, opens or asks. */
  readonly files: readonly string[];
  /** `npm <package>`, and its version. */
  readonly packages: ReadonlyMap<string, string>;
}

type Known = Map<string, FileParts>;

/** From the module on, one import further each time. */
function partsOf(module: string, root: string, known: Known): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  let step = [fileOf(resolve(module))];
  while (step.length > 0) {
    const fresh = new Map(
      step
        .map((file) => [withoutExtension(relative(root, file)), file] as const)
        .filter(([key]) => !parts.has(key) && !isLeftOut(key)),
    );
    read([...fresh.values()], root, known);
    step = [];
    for (const [key, file] of fresh) {
      const { digest, files, packages } = known.get(file) as FileParts;
      parts.set(key, digest);
      for (const [name, version] of packages) parts.set(name, version);
      step.push(...files);
    }
  }
  return new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function read(files: readonly string[], root: string, known: Known): void {
  for (const file of files) if (!known.has(file)) known.set(file, ownParts(file, minifiedFile(file), root));
}

/** @param text minified */
function ownParts(file: string, text: string, root: string): FileParts {
  const [files, packages]: [string[], Map<string, string>] = [[], new Map()];
  const own = { digest: sha256(text), files, packages };
  if (!isCode(file)) return own;
  for (const [, plain, dynamic] of text.matchAll(IMPORT)) {
    const target = plain ?? dynamic;
    if (target.startsWith('.')) files.push(fileOf(resolve(dirname(file), target)));
    else if (!target.startsWith('node:')) packages.set(`npm ${packageOf(target)}`, versionOf(packageOf(target), root));
  }
  for (const [, whole, start] of text.matchAll(BESIDE)) {
    const target = fileOf(resolve(dirname(file), whole ?? start));
    // A fixed folder is only a place to look from (the root, sql/); one with a computed name inside is code to count.
    const found = statSync(target, { throwIfNoEntry: false });
    if (found?.isFile()) files.push(target);
    else if (found?.isDirectory() && start !== undefined) files.push(...filesIn(target));
  }
  for (const name of queriesIn(text)) {
    const query = queryFile(name, root);
    if (query !== undefined) files.push(query);
  }
  return own;
}

/** sql/<analysis>/queries/<name>.sql; undefined where the text is no query's name. */
function queryFile(name: string, root: string): string | undefined {
  const sql = join(root, 'sql');
  const folders = statSync(sql, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(sql).sort() : [];
  return folders.map((folder) => join(sql, folder, 'queries', `${name}.sql`)).find((path) => isFile(path));
}

function isLeftOut(key: string): boolean {
  return NOT_HASHED.some(({ path }) => key === path || (path.endsWith('/') && key.startsWith(path)));
}

/** The file of an address without extension; the address itself where there is none, or where it names a file or folder. */
function fileOf(address: string): string {
  const bare = withoutExtension(address);
  const found = ['.ts', '.js', '.mjs', '.mts'].map((end) => `${bare}${end}`).find((path) => isFile(path));
  return found ?? address;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
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

/** An installed package has its dependencies beside it, in the node_modules of whoever installed it. */
function versionOf(name: string, folder: string): string {
  try {
    const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { version: string }).version;
  } catch (error) {
    const above = dirname(folder);
    if (!hasCode(error, 'ENOENT') || above === folder) throw error;
    return versionOf(name, above);
  }
}
