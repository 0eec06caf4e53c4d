/** How the text of an option becomes its value, by the names that the commands' declarations use. */
import { InvalidArgumentError } from 'commander';
import { formatBytes, LEAST_MEMORY_BYTES, parseBytes } from '../src/memory-budget.ts';
import { suggest } from '../src/run/study/suggest.ts';
import { STAGE_NAMES } from './stage-names.mjs';

const MOST_THREADS = 1024;
const LARGEST_PORT = 65535;

export const OPTION_VALUES = {
  list: (value: string, all: readonly string[]) => [...all, value],
  features: (value: string, all: readonly number[]) => [...all, wholeNumber(value)],
  wholeNumber,
  realNumber,
  threads: (value: string) => from1To(MOST_THREADS, value),
  memory,
  port,
  stage,
};

export type OptionValue = keyof typeof OPTION_VALUES;
export type OptionValues = typeof OPTION_VALUES;

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number of at least 0.');
  return Number(value);
}

function realNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('expected a number.');
  return number;
}

function from1To(most: number, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${most}.`);
}

function memory(value: string): number {
  const nBytes = parseBytes(value);
  if (nBytes !== undefined && nBytes >= LEAST_MEMORY_BYTES) return nBytes;
  throw new InvalidArgumentError(`Expected a size such as 4GiB, at least ${formatBytes(LEAST_MEMORY_BYTES)}.`);
}

function port(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= LARGEST_PORT) return number;
  throw new InvalidArgumentError(`Expected a whole number from 0 to ${LARGEST_PORT}.`);
}

function stage(value: string): string {
  const names = [...STAGE_NAMES, 'report'];
  // `analysis.stage` is looked up among the stages of the study.
  if (names.includes(value) || value.includes('.')) return value;
  const near = suggest(value, names);
  const fix = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new InvalidArgumentError(`Expected one of ${names.join(', ')}.${fix}`);
}
