/** What the command line shows of `cofire steer`; the work is in steer.ts. */
import { memory, SET, threads } from './shared.mjs';

/** Those of src/methods/intervention/modes.ts, in its order; a test holds them together. */
const MODES = ['seed', 'activation-scaled', 'ablate', 'mean-ablate', 'clamp', 'orthogonal', 'cap', 'global-scaled'];

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'steer',
  description: 'steer one prompt by hand and print the next token before and after',
  arguments: [
    { name: '<study>', description: 'study file: its model, first dictionary and steering settings are used' },
  ],
  options: [
    { flags: '--prompt <text>', description: 'the text to continue', mandatory: true },
    {
      flags: '--feature <id>',
      description: 'feature to steer; may be repeated',
      value: 'features',
      default: [],
      defaultText: 'none',
      mandatory: true,
    },
    { flags: '--factor <number>', description: 'dose', value: 'realNumber', default: 1 },
    { flags: '--mode <mode>', description: "what is done (default: the study's)", choices: MODES },
    { flags: '--generate <count>', description: 'also continue the text by this many tokens', value: 'wholeNumber' },
    {
      flags: '--sample',
      description: "draw the continuation, seeded by the study's seed, instead of taking the likeliest",
    },
    threads('threads for the model'),
    memory('memory that the weights and the generic text may use'),
    SET,
  ],
  help: `
Prints the ten likeliest next tokens without and with the intervention, each with its rank and probability on both sides. The
factor is multiplied by the study's steering.base_factor in the modes seed, activation-scaled and global-scaled, as in a run.
A feature's largest and mean code are those of the text itself, in global-scaled the largest on the study's generic text (corpus.file).
Positions are the study's: --set steering.positions=final, or a list, changes them.

Examples:
  cofire steer studies/sports.yaml --prompt "Fact: Serena Williams plays the sport of" --feature 12 --factor 10
  cofire steer studies/sports.yaml --prompt "Fact: Serena Williams plays the sport of" --feature 12 --feature 40 --mode ablate
  cofire steer studies/sports.yaml --prompt "Fact: Serena Williams plays the sport of" --feature 12 --factor -5 --set steering.positions=final
  cofire steer studies/sports-gpt2.yaml --prompt "Be the change you wish to see in the" --feature 6747 --factor 30 --generate 20 --threads 4`,
  load: async () => (await import('./steer.ts')).steer,
};
