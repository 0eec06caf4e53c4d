/** The settings of the task: what its stages take theirs from. */
export type { Study as TaskStudy } from '../../src/run/study/study.ts';
