/** Arguments and options that several commands take, so that they read alike everywhere. */
import { availableParallelism } from 'node:os';

/** @typedef {import('../command.ts').Option} Option */

export const STUDY_FILE = { name: '<study>', description: 'study file' };
export const RUN_FOLDER = { name: '<folder>', description: 'run folder' };

/** @type {Option} */
export const SET = {
  flags: '--set <key=value>',
  description: 'override a setting of the study file; may be repeated',
  value: 'list',
  default: [],
  defaultText: 'none',
};

/**
 * @param {string} description what the threads are for
 * @returns {Option}
 */
export const threads = (description) => ({
  flags: '--threads <n>',
  description,
  value: 'threads',
  default: availableParallelism(),
});

/**
 * @param {string} description what the memory is for
 * @returns {Option} its default is DEFAULT_MEMORY_BYTES of src/memory-budget.ts
 */
export const memory = (description) => ({
  flags: '--memory <size>',
  description,
  value: 'memory',
  default: 4 * 2 ** 30,
  defaultText: '4GiB',
});
