/**
 * One run at a time on a folder: a file made with O_EXCL that holds the process id. A lock left by a process that no
 * longer lives on this machine is taken over; one from another machine (a shared disk) is never guessed about.
 *
 * Two processes may find the same dead lock. If each deleted it and made its own, the second would delete the lock of the first, so
 * a take-over happens under a second lock, `<path>.takeover`, and looks at the holder again once it has that.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { hasCode, StudyError } from './errors.ts';

const RUN_FIX = 'Wait for it, choose another folder with --out, or delete this file if that process is gone.';

/** A lock without a process id is still being written for as long. */
const WRITING_MILLISECONDS = 5000;

/** Takes the lock or says who has it, with what to do; returns what releases it. */
export function takeLock(path: string, fix: string = RUN_FIX): () => void {
  const release = create(path) ?? takeOver(path, fix);
  if (release !== undefined) return release;
  throw new StudyError({
    where: path,
    found: 'another run took the lock first',
    expected: 'one run at a time on a folder',
    fix,
  });
}

/** What releases the new lock; undefined when there is one already. */
function create(path: string): (() => void) | undefined {
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return () => rmSync(path, { force: true });
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  }
}

function takeOver(path: string, fix: string): (() => void) | undefined {
  refuseLiving(path, fix);
  const guard = `${path}.takeover`;
  const releaseGuard = create(guard);
  if (releaseGuard === undefined) {
    throw new StudyError({
      where: guard,
      found: 'another run is taking this folder over',
      expected: 'one run at a time on a folder',
      fix: 'Wait for it; delete this file if it stays.',
    });
  }
  try {
    refuseLiving(path, fix);
    rmSync(path, { force: true });
    return create(path);
  } finally {
    releaseGuard();
  }
}

function refuseLiving(path: string, fix: string): void {
  const holder = readHolder(path);
  if (holder === undefined || isDead(holder)) return;
  const who = holder.pid === null ? 'a process that has just begun' : `process ${holder.pid}`;
  throw new StudyError({
    where: path,
    found: `${who} on ${holder.host} is running here`,
    expected: 'one run at a time on a folder',
    fix,
  });
}

/** Whether somebody who lives, or is on another machine, holds it. */
export function isHeld(path: string): boolean {
  const holder = readHolder(path);
  return holder !== undefined && !isDead(holder);
}

interface Holder {
  /** Null while the file is being written. */
  readonly pid: number | null;
  readonly host: string;
}

/** Undefined when nobody holds it: the file has gone, or its writer died between creating and writing it. */
function readHolder(path: string): Holder | undefined {
  let text: string;
  let age: number;
  try {
    age = Date.now() - statSync(path).mtimeMs;
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const match = /^\{"pid":(\d+),"host":"([^"]*)"\}$/.exec(text);
  if (match !== null) return { pid: Number(match[1]), host: match[2] };
  return age < WRITING_MILLISECONDS ? { pid: null, host: hostname() } : undefined;
}

function isDead({ host, pid }: Holder): boolean {
  return host === hostname() && pid !== null && !lives(pid);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}
