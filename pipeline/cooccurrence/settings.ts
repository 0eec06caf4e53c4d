/** The settings of the co-occurrence analysis: what its stages take theirs from. */
export type { Study as CooccurrenceStudy } from '../../src/run/study/study.ts';
