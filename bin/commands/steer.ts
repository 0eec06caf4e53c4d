/** `cofire steer STUDY.yaml --prompt … --feature …`: one prompt steered by hand, the next token before and after. */

import type { CooccurrenceStudy } from '../../pipeline/cooccurrence/settings.ts';
import type { Tokenizer } from '../../src/engine/model/tokenizer.ts';
import type { Subject } from '../../src/engine/passes/subject.ts';
import { StudyError } from '../../src/errors.ts';
import { invisibleIn } from '../../src/invisible.ts';
import { batchBytes } from '../../src/memory-budget.ts';
import type { HandPush } from '../../src/methods/intervention/by-hand.ts';
import type { Mode } from '../../src/methods/intervention/modes.ts';
import { startProgress } from '../../src/progress.ts';
import { shown } from '../../src/shown.ts';
import { readShortStudy } from '../read-study.ts';

interface Flags {
  readonly prompt: string;
  readonly feature: readonly number[];
  readonly factor: number;
  readonly mode?: Mode;
  readonly generate?: number;
  readonly sample?: boolean;
  readonly threads: number;
  readonly memory: number;
  readonly set: readonly string[];
}

export async function steer(file: string, flags: Flags): Promise<void> {
  const study = await readShortStudy(file, flags.set);
  const { openSubject } = await import('../../src/engine/passes/subject.ts');
  const { allWeightBytes } = await import('../../src/engine/passes/resident-weights.ts');
  const { steerByHand } = await import('../../src/methods/intervention/by-hand.ts');
  const { adds } = await import('../../pipeline/cooccurrence/kernels/steering/doses.ts');
  const { random } = await import('../../src/random.ts');
  const { nextTokenTable } = await import('../next-token-table.ts');
  const inputs = await openSubject(study);
  // Refuses a memory too small for the weights.
  batchBytes(flags.memory, allWeightBytes(inputs));
  const tokenizer = await inputs.tokenizer();
  const { dSae, prependBos } = inputs.sae.config;
  checkFeatures(flags.feature, dSae);
  const mode = flags.mode ?? study.steering.mode;
  const push: HandPush = {
    featureIds: flags.feature,
    mode,
    coefficient: flags.factor * (adds(mode) ? study.steering.base_factor : 1),
    positions: study.steering.positions,
  };
  const { bosTokens } = await import('../../src/engine/passes/prompt-tokens.ts');
  const { repeatedBos } = await import('../../src/engine/passes/repeated-bos.ts');
  const bos = bosTokens(tokenizer, inputs.model.config, prependBos);
  const text = tokenizer.encode(flags.prompt, '--prompt');
  const twice = repeatedBos(text, bos, (id) => tokenizer.decode([id]));
  if (twice !== null) throw new StudyError({ where: '--prompt', ...twice });
  const tokens = Int32Array.from([...bos, ...text]);
  const room = inputs.model.config.nPositions;
  if (tokens.length === bos.length || tokens.length > room) {
    const found = `${tokens.length - bos.length} tokens`;
    throw new StudyError({ where: '--prompt', found, expected: `1 to ${room - bos.length}` });
  }
  checkPrompt(flags.prompt);
  const maxima = mode === 'global-scaled' ? await globalMaxima(study, inputs, flags) : undefined;
  const hand = steerByHand(inputs, flags.threads, maxima);
  process.stdout.write(codeLines(await hand.codes(tokens, flags.feature), tokens, tokenizer));
  const [before, after] = [await hand.next(tokens, null), await hand.next(tokens, push)];
  const name = (token: number): string => tokenizer.decode([token]);
  process.stdout.write(nextTokenTable(before, after, name, inputs.blankIds));
  for (const [label, own] of [
    ['without', null],
    ['with', push],
  ] as const) {
    if (flags.generate === undefined) break;
    const rng = flags.sample === true ? random(study.seed, 'by-hand') : undefined;
    const continued = await hand.generate(tokens, own, flags.generate, rng);
    process.stdout.write(`\n${label} steering: ${flags.prompt}${tokenizer.decode(continued)}\n`);
  }
  await hand.release();
}

/** Where each feature fires in the text: modes that change codes do nothing elsewhere. */
function codeLines(codes: ReadonlyMap<number, Float32Array>, tokens: Int32Array, tokenizer: Tokenizer): string {
  const lines = [...codes].map(([feature, code]) => {
    const active = code.filter((value) => value > 0).length;
    if (active === 0) return `feature ${feature}: silent in this text`;
    const top = code.indexOf(Math.max(...code));
    const at = `largest ${code[top]?.toPrecision(3)} at position ${top}, ${JSON.stringify(tokenizer.decode([tokens[top] ?? 0]))}`;
    return `feature ${feature}: active at ${active} of ${code.length} positions, ${at}`;
  });
  return `${lines.join('\n')}\n\n`;
}

async function globalMaxima(
  study: CooccurrenceStudy,
  subject: Subject,
  { feature: features, threads, memory: memoryBytes }: Flags,
): Promise<Map<number, number>> {
  const { corpusMaxima } = await import('../../pipeline/cooccurrence/kernels/metrics/corpus-maxima.ts');
  if (study.corpus === undefined)
    throw new StudyError({
      where: '--mode',
      found: 'global-scaled in a study without corpus.file',
      expected: 'a generic text, whose largest code is the scale',
    });
  const quiet = { mode: 'quiet' as const, width: 80, now: Date.now, write: () => undefined };
  const start = (label: string, total: number) => startProgress(quiet, label, total);
  const limits = { threads, memoryBytes };
  const found = await corpusMaxima(subject, study.corpus.file, Int32Array.from(features), limits, start);
  const values = study.attribution.bos === 'include' ? found.withBos : found.withoutBos;
  return new Map(features.map((feature, i) => [feature, values[i] ?? 0]));
}

/** As prompts of a task: nothing that nobody sees. */
function checkPrompt(prompt: string): void {
  const [fault] = invisibleIn(prompt).filter(
    ({ refused, place, name }) => refused && !(place === 'start' && name === 'U+0020 (space)'),
  );
  if (fault === undefined) return;
  throw new StudyError({
    where: '--prompt',
    found: `${fault.name} ${fault.place === 'inside' ? 'inside' : `at the ${fault.place} of`} ${shown(prompt)}`,
    expected: 'text without characters that nobody sees, and without a space at its end: the next token brings its own',
    fix: 'Take it off.',
  });
}

function checkFeatures(features: readonly number[], dSae: number): void {
  const fault = features.find((feature) => feature >= dSae);
  if (features.length === 0)
    throw new StudyError({ where: '--feature', found: 'none', expected: 'at least one feature' });
  const repeated = features.find((feature, i) => features.indexOf(feature) !== i);
  if (repeated !== undefined)
    throw new StudyError({ where: '--feature', found: `${repeated} twice`, expected: 'each feature once' });
  if (fault !== undefined) {
    throw new StudyError({
      where: '--feature',
      found: String(fault),
      expected: `a feature of the SAE, 0 to ${dSae - 1}`,
    });
  }
}
