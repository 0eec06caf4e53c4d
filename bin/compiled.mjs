/**
 * cofire's code as JavaScript, made when it is first needed: reading some 700 TypeScript files at every start takes longer than most
 * commands. It lies in build/js/ in a folder that is named by the sources it was made of, so that a change of any of them makes
 * another, and a process that runs is never left with files of two versions. A folder appears whole or not at all.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiledName } from '../src/code-at.mjs';

const ROOMS = ['bin', 'pipeline', 'reports', 'src'];
/** What says which packages are installed, else which ones should be. */
const LOCKS = ['node_modules/.package-lock.json', 'package-lock.json'];

const HOUR = 3_600_000;
/** A folder that no process has used for as long goes when another is made. */
const KEPT = 24 * HOUR;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string} path of a source file, from the root
 * @returns {Promise<string | undefined>} the address to import; undefined where no code can be kept
 */
export async function compiledModule(path) {
  const folder = await compiledCode(ROOT);
  return folder && pathToFileURL(join(folder, compiledName(path))).href;
}

/**
 * @param {string} root of the checkout
 * @returns {Promise<string | undefined>} the folder of the code; undefined where none can be written
 */
export async function compiledCode(root) {
  const sources = readSources(root);
  const folder = join(root, 'build', 'js', fingerprint(root, sources));
  if (!existsSync(folder) && !(await make(root, sources, folder))) return undefined;
  stayInUse(folder);
  return folder;
}

/** What the files of cofire hold, by their paths from the root, sorted. @param {string} root */
function readSources(root) {
  /** @type {Map<string, Buffer>} */
  const sources = new Map();
  /** @param {string} folder */
  const read = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) read(path);
      else if (/\.(ts|mjs)$/.test(entry.name)) sources.set(path, readFileSync(join(root, path)));
    }
  };
  ROOMS.forEach(read);
  return sources;
}

/**
 * Of the texts themselves: reading them takes as long as asking for their dates, which say less.
 * @param {string} root
 * @param {ReadonlyMap<string, Buffer>} sources
 */
function fingerprint(root, sources) {
  const hash = createHash('sha256');
  const lock = LOCKS.map((path) => join(root, path)).find((path) => existsSync(path));
  if (lock !== undefined) hash.update(readFileSync(lock));
  for (const [path, text] of sources) hash.update(`\n${path} ${text.length}\n`).update(text);
  return hash.digest('hex').slice(0, 32);
}

/**
 * @param {string} root
 * @param {ReadonlyMap<string, Buffer>} sources
 * @param {string} folder
 * @returns {Promise<boolean>} false where it cannot be written
 */
async function make(root, sources, folder) {
  const half = join(dirname(folder), `making-${randomUUID()}`);
  try {
    mkdirSync(half, { recursive: true });
    try {
      const { compile } = await import('./compile.mjs');
      for (const { name, contents } of await compile(root, sources, folder)) writeFileSync(join(half, name), contents);
      renameSync(half, folder);
      removeUnused(dirname(folder));
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
    return true;
  } catch (error) {
    // Another process was faster, and its files are the same.
    if (existsSync(folder)) return true;
    // A disk that is full or cannot be written: `syscall` is what errors of files have. All others are faults of the sources.
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
}

/** @param {string} all */
function removeUnused(all) {
  for (const name of readdirSync(all)) {
    const folder = join(all, name);
    const used = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - used > KEPT) rmSync(folder, { recursive: true, force: true });
  }
}

/** Its date says when a process last used it. A folder that cannot be written is not removed either. @param {string} folder */
function stayInUse(folder) {
  const touch = () => {
    try {
      utimesSync(folder, new Date(), new Date());
    } catch {}
  };
  touch();
  setInterval(touch, HOUR).unref();
}
