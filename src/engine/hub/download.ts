/**
 * One file into the cache. Bytes go to `<blob>.cofire.incomplete`, which a later try or a later run continues by range; the
 * blob gets its name only when size and checksum are right.
 */
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StudyError } from '../../errors.ts';
import { Passing, persist, Unreachable } from './persist.ts';
import { matches, type RemoteFile } from './remote-file.ts';
import { type Connection, describeNetworkError, request } from './request.ts';
import { checkStatus } from './status.ts';

interface DownloadEffects extends Connection {
  /** New bytes on disk, besides those of an earlier fetch. */
  advance(nBytes: number): void;
  /** Stops the download where it is. */
  readonly cancel: AbortSignal;
}

function incompletePath(blob: string): string {
  return `${blob}.cofire.incomplete`;
}

/** Bytes of a blob that an earlier try left. A longer partial file counts for nothing: it is thrown away. */
export async function bytesOf(blob: string, nBytes: number): Promise<number> {
  const size = await sizeOf(incompletePath(blob));
  return size > nBytes ? 0 : size;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

export async function download(file: RemoteFile, blob: string, effects: DownloadEffects): Promise<void> {
  const partial = incompletePath(blob);
  await mkdir(dirname(blob), { recursive: true });
  let counted = await bytesOf(blob, file.nBytes);
  // A partial file of an earlier run may itself be damaged, so wrong bytes are fetched once more from the start.
  for (let wrong = 0; wrong < 2; wrong++) {
    let most = 0;
    // True when the file has never been as long: a server that fails at the same byte for ever makes no progress.
    const reach = (onDisk: number): boolean => {
      const further = onDisk > most;
      most = Math.max(most, onDisk);
      if (onDisk > counted) effects.advance(onDisk - counted);
      counted = Math.max(counted, onDisk);
      return further;
    };
    await persist(file.url, () => continueFrom(partial, file, effects, reach), effects);
    if (file.checksum === null || (await matches(partial, file.checksum))) {
      await rename(partial, blob);
      return;
    }
    effects.note(`${file.url}: the bytes have another checksum than the hub says; fetching again`);
    await rm(partial, { force: true });
  }
  throw new Unreachable({
    where: file.url,
    found: `bytes of another ${file.checksum?.kind === 'git' ? 'git id' : 'sha256'}, twice`,
    expected: `${file.checksum?.hex} as the hub says`,
    fix: 'Something between here and the hub changes the file.',
  }).with(effects.fix());
}

/** Fetches what is missing; returns when the file has its size. */
async function continueFrom(
  partial: string,
  file: RemoteFile,
  effects: DownloadEffects,
  reach: (onDisk: number) => boolean,
): Promise<void> {
  if ((await sizeOf(partial)) > file.nBytes) await rm(partial, { force: true });
  const have = await sizeOf(partial);
  reach(have);
  if (have === file.nBytes && have > 0) return;

  effects.cancel.throwIfAborted();
  const stall = new AbortController();
  const signal = AbortSignal.any([stall.signal, effects.cancel]);
  const watch = (): NodeJS.Timeout => setTimeout(() => stall.abort(), effects.stallMilliseconds);
  let timer = watch();
  let at = have;
  let progressed = false;
  const handle = await open(partial, 'a');
  try {
    const { body, start } = await begin(handle, have, file, effects, signal);
    at = start;
    for await (const piece of body) {
      clearTimeout(timer);
      timer = watch();
      if (at + piece.length > file.nBytes) {
        await handle.truncate(0);
        throw new Passing(`more bytes than the ${file.nBytes} that the hub announced`, { progressed: false });
      }
      await handle.writeFile(piece);
      at += piece.length;
      progressed = reach(at) || progressed;
    }
  } catch (error) {
    effects.cancel.throwIfAborted();
    if (stall.signal.aborted) {
      const reason = `nothing came for ${effects.stallMilliseconds / 1000} s, at ${at} of ${file.nBytes} bytes`;
      throw new Passing(reason, { progressed, cause: error });
    }
    if (error instanceof Passing || error instanceof StudyError || isDiskError(error)) throw error;
    const reason = `${describeNetworkError(error, new URL(file.url))}, at ${at} of ${file.nBytes} bytes`;
    throw new Passing(reason, { progressed, cause: error });
  } finally {
    clearTimeout(timer);
    await handle.close();
  }
  if (at < file.nBytes) throw new Passing(`the connection ended at ${at} of ${file.nBytes} bytes`, { progressed });
}

/** Opens the stream at the end of what is there, or at the start where the server cannot continue. */
async function begin(
  handle: FileHandle,
  have: number,
  file: RemoteFile,
  { environment }: DownloadEffects,
  signal: AbortSignal,
): Promise<{ body: AsyncIterable<Uint8Array>; start: number }> {
  const headers = have > 0 ? { range: `bytes=${have}-` } : undefined;
  const response = await request(file.url, environment, { method: 'GET', headers, signal });
  const { status, body } = response;
  const refused = status === 416;
  const otherPart = status === 206 && !continues(response.headers.get('content-range'), have, file.nBytes);
  if (status >= 400 || otherPart) await body?.cancel();
  if (refused || otherPart) {
    await handle.truncate(0);
    throw new Passing(
      refused ? 'the server refuses to continue a partial file' : 'the server sends another part than was asked for',
    );
  }
  checkStatus(response, file.repository, file.path, environment);
  if (status !== 206) await handle.truncate(0);
  return { body: body ?? emptyBody(), start: status === 206 ? have : 0 };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

function continues(range: string | null, from: number, total: number): boolean {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range ?? '');
  return match !== null && Number(match[1]) === from && (match[2] === '*' || Number(match[2]) === total);
}

/** Errors of the file system, which no further try mends. */
function isDiskError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'syscall' in error &&
    ['write', 'open', 'ftruncate', 'close'].includes(String(error.syscall))
  );
}
