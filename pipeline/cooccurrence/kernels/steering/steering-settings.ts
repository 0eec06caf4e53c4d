/** The settings that decide what is steered. */
import type { CooccurrenceStudy } from '../../settings.ts';

export type SteeringSettings = Pick<CooccurrenceStudy, 'steering' | 'seed'>;
