/**
 * An analysis: the stages that it runs on a study, and how many times. Each of its instances has tables of its own: those of the first
 * stand in the schema `main`, the others in a schema of the instance's name.
 */
import type { Stage } from './stage.ts';

export interface Instance {
  /** `main`, or the name of its schema. */
  readonly scope: string;
  /** What its stages take their settings from. */
  readonly study: object;
}

/** A stage of an instance: what a run goes through, one after another. */
export interface Unit {
  readonly analysis: string;
  readonly scope: string;
  readonly study: object;
  readonly stage: Stage;
}

/** `stage`, or where it is not that of the schema `main`, `stage of scope`: how messages and status lines name it. */
export function nameOf({ stage, scope }: Pick<Unit, 'stage' | 'scope'>): string {
  return scope === 'main' ? stage.name : `${stage.name} of ${scope}`;
}

/** One for each unit of a study. */
export function keyOf({ analysis, scope, stage }: Pick<Unit, 'analysis' | 'scope' | 'stage'>): string {
  return `${analysis}.${stage.name}@${scope}`;
}
