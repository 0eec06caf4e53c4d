/** The stages of a study in the order they run. A stage builds only on earlier ones. */
import { anova } from './anova.ts';
import { correlate } from './correlate.ts';
import { regress } from './regress.ts';
import type { Stage } from './stage.ts';

export const STAGES: readonly Stage[] = [correlate, anova, regress];
