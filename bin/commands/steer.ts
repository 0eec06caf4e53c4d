/** `cofire steer STUDY.yaml --prompt … --feature …`: one prompt steered by hand, the next token before and after. */
import { cpus } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { StudyError } from '../../src/errors.ts';
import { MODES, type Mode } from '../../src/steering/apply.ts';
import type { HandPush } from '../../src/steering/by-hand.ts';
import { loadStudy } from '../../src/study/study.ts';
import { setOption } from '../set-option.ts';

const EXAMPLES = `
Prints the ten likeliest next tokens without and with the intervention, each with its rank and probability on both sides. The
factor is multiplied by the study's steering.base_factor in the modes seed and activation-scaled, as in a run.

Examples:
  cofire steer studies/sports.yaml --prompt "Fact: Serena Williams plays the sport of" --feature 12 --factor 10
  cofire steer studies/sports.yaml --prompt "Fact: Serena Williams plays the sport of" --feature 12 --feature 40 --mode ablate
  cofire steer studies/sports-gpt2.yaml --prompt "Be the change you wish to see in the" --feature 6747 --factor 30 --generate 20`;

interface Flags {
  readonly prompt: string;
  readonly feature: readonly number[];
  readonly factor: number;
  readonly mode?: Mode;
  readonly generate?: number;
  readonly sample?: boolean;
  readonly set: readonly string[];
}

export function addSteer(program: Command): Command {
  return program
    .command('steer')
    .description('steer one prompt by hand and print the next token before and after')
    .argument('<study>', 'study file: its model, SAE and steering settings are used')
    .requiredOption('--prompt <text>', 'the text to continue')
    .addOption(
      new Option('--feature <id>', 'feature to steer; may be repeated')
        .argParser((value: string, all: readonly number[]) => [...all, wholeNumber(value)])
        .default([], 'none')
        .makeOptionMandatory(),
    )
    .option('--factor <number>', 'dose', realNumber, 1)
    .addOption(new Option('--mode <mode>', "what is done (default: the study's)").choices(MODES))
    .option('--generate <count>', 'also continue the text by this many tokens', wholeNumber)
    .option('--sample', "draw the continuation, seeded by the study's seed, instead of taking the likeliest")
    .addOption(setOption())
    .addHelpText('after', EXAMPLES)
    .action(steer);
}

async function steer(file: string, flags: Flags): Promise<void> {
  const study = loadStudy(file, flags.set);
  const { openInputs } = await import('../../src/model/inputs.ts');
  const { steerByHand } = await import('../../src/steering/by-hand.ts');
  const { adds } = await import('../../src/steering/interventions.ts');
  const { random } = await import('../../src/random.ts');
  const { nextTokenTable } = await import('../next-token-table.ts');
  const inputs = await openInputs(study);
  const { dSae, prependBos } = inputs.sae.config;
  checkFeatures(flags.feature, dSae);
  const mode = flags.mode ?? study.steering.mode;
  const push: HandPush = {
    featureIds: flags.feature,
    mode,
    coefficient: flags.factor * (adds(mode) ? study.steering.base_factor : 1),
    positions: study.steering.positions,
  };
  const bos = prependBos && inputs.tokenizer.bosTokenId !== null ? [inputs.tokenizer.bosTokenId] : [];
  const tokens = Int32Array.from([...bos, ...inputs.tokenizer.encode(flags.prompt)]);
  const room = inputs.model.config.nPositions;
  if (tokens.length === bos.length || tokens.length > room) {
    const found = `${tokens.length - bos.length} tokens`;
    throw new StudyError({ where: '--prompt', found, expected: `1 to ${room - bos.length}` });
  }
  const hand = steerByHand(inputs, cpus().length);
  const [before, after] = [await hand.next(tokens, null), await hand.next(tokens, push)];
  const name = (token: number): string => inputs.tokenizer.decode([token]);
  process.stdout.write(nextTokenTable(before, after, name));
  if (flags.generate === undefined) return;
  for (const [label, own] of [
    ['without', null],
    ['with', push],
  ] as const) {
    const rng = flags.sample === true ? random(study.seed, 'by-hand') : undefined;
    const continued = await hand.generate(tokens, own, flags.generate, rng);
    process.stdout.write(`\n${label} steering: ${flags.prompt}${inputs.tokenizer.decode(continued)}\n`);
  }
}

function checkFeatures(features: readonly number[], dSae: number): void {
  const fault = features.find((feature) => feature >= dSae);
  if (features.length === 0)
    throw new StudyError({ where: '--feature', found: 'none', expected: 'at least one feature' });
  if (fault !== undefined) {
    throw new StudyError({
      where: '--feature',
      found: String(fault),
      expected: `a feature of the SAE, 0 to ${dSae - 1}`,
    });
  }
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number of at least 0.');
  return Number(value);
}

function realNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('expected a number.');
  return number;
}
