/**
 * The names of the stages in the order they run, for help and for `--from` and `--to`: those of pipeline/<analysis>/stage-names.mjs, of
 * `task` first, which all others read. Plain modules, because help loads no stage; a test holds them to the stages.
 */
import { plainModules } from './plain-modules.mjs';

const FIRST = 'task';

/** @type {{ folder: string, module: { STAGE_NAMES: readonly string[] } }[]} */
const found = await plainModules(new URL('../pipeline/', import.meta.url), 'stage-names.mjs');

/** @type {readonly string[]} */
export const STAGE_NAMES = [
  ...found.filter(({ folder }) => folder === FIRST),
  ...found.filter(({ folder }) => folder !== FIRST),
].flatMap(({ module }) => module.STAGE_NAMES);
