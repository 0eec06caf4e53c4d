/**
 * The keys of a short study file on the type of the resolved study, for stages that are handed the whole of it. What is handed an
 * instance's study (CooccurrenceStudy, TaskStudy) needs none of this.
 */
import type { StudyBase } from '../../src/run/study/study.ts';
import type { CooccurrenceStudy } from './settings.ts';

type OwnKeys = Omit<CooccurrenceStudy, keyof StudyBase>;

declare module '../../src/run/study/study.ts' {
  interface Study extends OwnKeys {
    readonly task: CooccurrenceStudy['task'];
  }
}
