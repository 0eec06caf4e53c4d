/** The task: its prompts as tokens, and what the unsteered model answers. Every analysis reads what it writes. */
import { evaluate } from './stages/evaluate.ts';

export const name = 'task';

export const stages = [evaluate];
