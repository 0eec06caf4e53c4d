/** Modules of one name that analyses bring, each in its own folder: a new analysis is found without a list that names it. */
import { existsSync, readdirSync } from 'node:fs';
import { codeAt } from '../src/code-at.mjs';

/**
 * @template Module
 * @param {URL} room the folder that holds a folder an analysis; ends in a slash
 * @param {string} name of the file to import, where a folder has it
 * @returns {Promise<{ folder: string, module: Module }[]>} by the folders' names
 */
export async function plainModules(room, name) {
  const folders = readdirSync(room, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const files = folders.map((folder) => ({ folder, url: new URL(`${encodeURIComponent(folder)}/${name}`, room) }));
  const there = files.filter(({ url }) => existsSync(url));
  return await Promise.all(there.map(async ({ folder, url }) => ({ folder, module: await import(codeAt(url.href)) })));
}
