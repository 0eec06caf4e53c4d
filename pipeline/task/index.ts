/** The door of `task`: the prompts of a study, tokenised, and what the model answers by itself. Every analysis of prompts reads it. */
import { evaluate } from './stages/evaluate.ts';

export { implied, name, needs, settings } from './settings.ts';

export const stages = [evaluate];
