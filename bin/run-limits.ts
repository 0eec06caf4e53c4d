/** What a run may use, as options of the command line: threads and memory. */
import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_MEMORY_BYTES, formatBytes, LEAST_MEMORY_BYTES, parseBytes } from '../src/memory-budget.ts';

/** @param meaning what the memory is for */
export function memoryOption(meaning: string): Option {
  return new Option('--memory <size>', meaning).argParser(parseMemory).default(DEFAULT_MEMORY_BYTES, '4GiB');
}

export function parseMemory(value: string): number {
  const nBytes = parseBytes(value);
  if (nBytes !== undefined && nBytes >= LEAST_MEMORY_BYTES) return nBytes;
  throw new InvalidArgumentError(`Expected a size such as 4GiB, at least ${formatBytes(LEAST_MEMORY_BYTES)}.`);
}

export function parseThreads(value: string): number {
  const threads = Number(value);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
  throw new InvalidArgumentError('Expected a whole number from 1 to 1024.');
}
