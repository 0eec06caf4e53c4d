/**
 * The contrast m of a prompt: its answer's logit minus that of what it stands against. m = u · norm(last state), where u is
 * the answer's unembedding row minus the foil's (or minus the mean over the task's other answers), so that no two large
 * logits are ever subtracted.
 *
 * `foil` the task file's own column; `random-foil` a seeded draw among the task's other answers, uniform over answers and not
 * over rows; `mean-of-others` all of them; `top-wrong` the other answer with the largest logit.
 */
import { StudyError } from '../../errors.ts';
import { random } from '../../random.ts';

/** A task answer and its token. */
export interface AnswerWord {
  readonly word: string;
  readonly token: number;
}

/** The task's distinct answers, sorted by word, so that draws do not depend on the order of rows. */
export function distinctAnswers(answers: readonly AnswerWord[]): AnswerWord[] {
  const byWord = new Map(answers.map((answer) => [answer.word, answer]));
  const distinct = [...byWord.values()].sort((a, b) => (a.word < b.word ? -1 : 1));
  if (distinct.length < 2) {
    throw new StudyError({
      where: 'task',
      found: `${distinct.length} distinct answer`,
      expected: 'at least two, so that an answer can stand against another',
      fix: 'Add a foil column and set attribution.contrast: foil.',
    });
  }
  return distinct;
}

/** A foil for each prompt: uniform over the other distinct answers. */
export function drawFoils(answers: readonly AnswerWord[], seed: number): AnswerWord[] {
  const distinct = distinctAnswers(answers);
  const rng = random(seed, 'foils');
  return answers.map(({ word }) => {
    const others = distinct.filter((other) => other.word !== word);
    return others[rng.integer(others.length)];
  });
}

/**
 * The other answer with the largest logit, for each prompt; ties go to the first by word.
 * @param logProbs [P, V] of the prompts, row-major: ordered as the logits are
 */
export function topWrong(answers: readonly AnswerWord[], logProbs: Float32Array, vocabulary: number): AnswerWord[] {
  const distinct = distinctAnswers(answers);
  return answers.map(({ word }, prompt) => {
    const value = ({ token }: AnswerWord): number => logProbs[prompt * vocabulary + token];
    return distinct
      .filter((other) => other.word !== word)
      .reduce((best, other) => (value(other) > value(best) ? other : best));
  });
}

/**
 * u of each prompt, [P, D] row-major.
 * @param against the prompt's foil, or null for the mean of the other distinct answers
 * @param rows the unembedding row [D] of every token that occurs
 */
export function contrastDirections(
  answers: readonly AnswerWord[],
  against: readonly (AnswerWord | null)[],
  rows: ReadonlyMap<number, Float32Array>,
  width: number,
): Float32Array {
  const directions = new Float32Array(answers.length * width);
  const distinct = against.includes(null) ? distinctAnswers(answers) : [];
  const rowOf = ({ token }: AnswerWord): Float32Array => {
    const row = rows.get(token);
    if (row?.length !== width) throw new Error(`contrast: no unembedding row of width ${width} for token ${token}`);
    return row;
  };
  answers.forEach((answer, prompt) => {
    const foil = against[prompt];
    const others = foil ? [foil] : distinct.filter(({ word }) => word !== answer.word);
    const own = rowOf(answer);
    const other = others.map(rowOf);
    for (let d = 0; d < width; d++) {
      const mean = other.reduce((sum, row) => sum + row[d], 0) / other.length;
      directions[prompt * width + d] = own[d] - mean;
    }
  });
  return directions;
}
