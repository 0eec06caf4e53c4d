/**
 * One run at a time on a folder: a file made with O_EXCL that holds the process id. A lock left by a process that no
 * longer lives on this machine is taken over; one from another machine (a shared disk) is never guessed about.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { hasCode, StudyError } from './errors.ts';

const RUN_FIX = 'Wait for it, choose another folder with --out, or delete this file if that process is gone.';

/** Takes the lock or says who has it, with what to do; returns what releases it. */
export function takeLock(path: string, fix: string = RUN_FIX): () => void {
  const mine = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const holder = readHolder(path);
    if (holder !== undefined && (holder.host !== hostname() || lives(holder.pid))) {
      throw new StudyError({
        where: path,
        found: `process ${holder.pid} on ${holder.host} is running here`,
        expected: 'one run at a time on a folder',
        fix,
      });
    }
    rmSync(path, { force: true });
  }
  throw new StudyError({
    where: path,
    found: 'another run took the lock first',
    expected: 'one run at a time on a folder',
  });
}

/** Undefined when the file has gone or holds nothing usable: its writer died between creating and writing it. */
function readHolder(path: string): { pid: number; host: string } | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const match = /^\{"pid":(\d+),"host":"([^"]*)"\}$/.exec(text);
  return match === null ? undefined : { pid: Number(match[1]), host: match[2] };
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}
