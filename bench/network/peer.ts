/** A peer's program (peers/network.py) that waits between kernels, so that cofire and it can take turns. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../peers/network.py', import.meta.url));

export interface Timed {
  /** By the clock, and of the processor over all threads. */
  readonly seconds: number;
  readonly cpu: number;
  readonly value: number | null;
  /** Where only so many sources were run and the seconds scaled to all. */
  readonly sources?: number;
}

export interface NetworkRow {
  readonly kernel: string;
  /** Of the round of median processor time, and the processor time of the first. */
  readonly cofire: Timed & { readonly first: number };
  readonly igraph?: Timed;
  readonly networkx?: Timed;
}

export interface Peer {
  readonly name: string;
  readonly version: string;
  /** null where it has no such kernel. */
  time(kernel: string): Promise<Timed | null>;
  close(): void;
}

/** Undefined where Python or the package is not there. One thread: igraph's PageRank would take every core, spinning. */
export async function openPeer(name: string, graphFile: string): Promise<Peer | undefined> {
  const child = spawn('/usr/bin/python3', [SCRIPT, graphFile, name], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  child.on('error', () => child.stdout.destroy());
  child.stdin.on('error', () => undefined); // a peer that has ended says so by the end of its output
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    return done ? undefined : (JSON.parse(value) as unknown);
  };
  const version = await answer();
  if (version === undefined) return undefined;
  return {
    name,
    version: String(version),
    async time(kernel) {
      child.stdin.write(`${kernel}\n`);
      const found = await answer();
      if (found === undefined) throw new Error(`${name} ended during ${kernel}`);
      return found as Timed | null;
    },
    close: () => child.stdin.end(),
  };
}
