/** Where runs lie: folders that hold a `study.duckdb`, at most two folders down. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, StudyError } from '../../src/errors.ts';

/** A scheduled run lies in a folder of its task. */
const DEEPEST = 2;

/** Paths from `root`, in alphabetical order; runs within a run are not looked for. @throws StudyError where there is no folder `root` */
export function findRuns(root: string): string[] {
  const below = (folder: string, depth: number): string[] =>
    folders(join(root, folder)).flatMap((name) => {
      const path = join(folder, name);
      if (existsSync(join(root, path, 'study.duckdb'))) return [path];
      return depth < DEEPEST ? below(path, depth + 1) : [];
    });
  return below('', 1);
}

function folders(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    const complaint = { where: path, found: 'there is no such folder', expected: 'a folder of runs' };
    throw new StudyError({ ...complaint, fix: 'Runs lie in `runs` unless --out says otherwise.' }, { cause: error });
  }
}
