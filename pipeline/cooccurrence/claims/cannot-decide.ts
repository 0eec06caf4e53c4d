/**
 * What a study's settings and the number of its prompts already say of its verdicts, before anything is run: claims that no result could
 * decide, with the number that they take.
 */
import { DECISIVE } from '../kernels/nulls/null-kinds.ts';
import { LEAST } from '../kernels/nulls/summary.ts';
import type { CooccurrenceStudy } from '../settings.ts';
import { LEAST_PROMPTS } from './nothing-to-ask.ts';

/** Fewer leave halves of under twenty, in which few correlations are found again. */
const FEW_PROMPTS = 40;

export function cannotDecide(
  { nulls, steering, interaction }: Pick<CooccurrenceStudy, 'nulls' | 'steering' | 'interaction'>,
  prompts: number,
): string[] {
  if (prompts < LEAST_PROMPTS) return [`${prompts} prompts: no claim can be decided, it takes ${LEAST_PROMPTS}`];
  const missing = DECISIVE.filter((kind) => !nulls.kinds.includes(kind));
  return [
    ...(prompts < FEW_PROMPTS
      ? [`${prompts} prompts: few claims are found again on halves of so few, ${FEW_PROMPTS} or more are advised`]
      : []),
    ...(missing.length > 0
      ? [`nulls.kinds lacks ${missing.join(', ')}: H1 and H3 cannot be supported, they must survive each`]
      : []),
    ...(missing.length < DECISIVE.length && nulls.replicates < LEAST
      ? [`nulls.replicates: ${nulls.replicates} leave no p, so that H1 and H3 are not testable: it takes ${LEAST}`]
      : []),
    ...(steering.pool_pairs === 0 ? ['steering.pool_pairs: 0 leaves H2 not testable'] : []),
    ...(interaction.pairs === 0 ? ['interaction.pairs: 0 leaves H4 not testable'] : []),
  ];
}
