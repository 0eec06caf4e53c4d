/** The stages of a study in the order they run. A stage builds only on earlier ones. */

import type { Stage } from '../src/run/stage.ts';
import { cooccurrence, task } from './analyses.ts';

export const STAGES: readonly Stage[] = [...task.stages, ...cooccurrence.stages];
