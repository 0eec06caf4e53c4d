/** Runs a command line in this process and returns its exit status and what it printed. */
import { vi } from 'vitest';
import { main } from '../../bin/cli.ts';

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export function cofire(...words: readonly string[]): Promise<Outcome> {
  return capture(() => main(words));
}

export async function capture(work: () => Promise<number>): Promise<Outcome> {
  const printed = { out: '', err: '' };
  const collect = (key: 'out' | 'err') => (text: string | Uint8Array) => {
    printed[key] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(collect('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(collect('err'));
  try {
    const status = await work();
    return { status, ...printed };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
