/** The contrast of every prompt of a target: the study's own kind of contrast, within the target's file. */
import { promptContrasts } from '../../../../src/engine/passes/contrasts.ts';
import { type AnswerWord, drawFoils, topWrong } from '../../../../src/engine/passes/foils.ts';
import { openOutcomes, outcomeTables } from '../../../../src/engine/passes/outcomes.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { StudyError } from '../../../../src/errors.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import type { Target } from './targets.ts';

export type ContrastName = CooccurrenceStudy['attribution']['contrast'];

/** @param resid of each prompt of the target, [T, D] @returns u, [P, D] row-major; zero of generic text, which has no answer */
export async function targetContrasts(
  subject: Subject,
  target: Target,
  resid: readonly Float32Array[],
  { contrast, seed }: { readonly contrast: ContrastName; readonly seed: number },
): Promise<Float32Array> {
  const { dModel: width, vocabSize } = subject.model.config;
  const blank = (): Float32Array => new Float32Array(target.prompts.length * width);
  const answers = target.prompts.flatMap(({ answer }) => answer ?? []);
  if (answers.length < target.prompts.length) return blank();
  const own = target.prompts.map(({ foil }) => foil);
  const against = async (): Promise<readonly (AnswerWord | null)[]> => {
    // The task's stand in its table, whatever they were made by.
    if (target.kind === 'task' || contrast === 'foil') return own;
    if (contrast === 'mean-of-others') return own.map(() => null);
    if (contrast === 'random-foil') return drawFoils(answers, seed);
    const accepted = target.prompts.map((prompt) => prompt.accepted);
    const runner = await openOutcomes(subject, outcomeTables(accepted, blank()), 1);
    const logProbs = new Float32Array(resid.length * vocabSize);
    for (const [p, own] of resid.entries())
      logProbs.set((await runner.run(own, Int32Array.of(p))).logProbs, p * vocabSize);
    await runner.release();
    return topWrong(answers, logProbs, vocabSize);
  };
  return await promptContrasts(subject.model, answers, await against());
}

/** What of a file no contrast can be made of. @throws StudyError */
export function checkTargetContrast(
  rows: readonly { readonly answer: string; readonly foil?: string }[],
  contrast: ContrastName,
  name: string,
): void {
  const bare = rows.findIndex(({ foil }) => foil === undefined);
  if (contrast === 'foil' && bare >= 0)
    throw new StudyError({
      where: `${name}: row ${bare + 1}`,
      found: 'no foil',
      expected: 'a foil for every prompt, because attribution.contrast is foil',
      fix: 'Add them, or choose another contrast.',
    });
  const answers = new Set(rows.map(({ answer }) => answer)).size;
  if (contrast !== 'foil' && answers < 2)
    throw new StudyError({
      where: name,
      found: `${answers} distinct answer`,
      expected: 'at least two, so that an answer can stand against another',
      fix: 'Add prompts with other answers, or use the contrast foil with a foil column.',
    });
}
