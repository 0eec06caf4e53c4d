/** What the files of a model and a dictionary say that is no fault, but that whoever reads the results should know: for `cofire check`. */
import type { CooccurrenceStudy } from '../pipeline/cooccurrence/settings.ts';
import { liveOf, readLogSparsity } from '../src/engine/dictionary/log-sparsity.ts';
import type { Subject } from '../src/engine/passes/subject.ts';

/** A dictionary in which fewer fire leaves the nulls hardly anything to draw from. */
const FEW_LIVE = 100;
const SMALL_SHARE = 0.1;

export async function filesNotes(
  { attribution }: Pick<CooccurrenceStudy, 'attribution'>,
  { sae, model, blankIds }: Pick<Subject, 'sae' | 'model' | 'blankIds'>,
): Promise<string[]> {
  const notes: string[] = [];
  const { trainedWithout = [], prependBos, dSae, architecture, logThreshold } = sae.config;
  if (blankIds.length > 0) {
    const [first, last] = [blankIds[0], blankIds.at(-1)];
    const which = first === last ? `id ${first}` : `ids ${first} to ${last}`;
    notes.push(
      `${blankIds.length} of ${model.config.vocabSize} vocabulary ids have no token (${which}): they are in no ranking, mean or label, and shown as [${first}]`,
    );
  }
  for (const what of trainedWithout) {
    const bos = what === 'special tokens' && prependBos && attribution.bos === 'include';
    const advice = bos ? ': what it makes of the BOS is arbitrary; set attribution.bos: exclude' : '';
    notes.push(`the SAE was trained without ${what}${advice}`);
  }
  if (architecture === 'batchtopk' || logThreshold === true) {
    const made = architecture === 'batchtopk' ? 'its one threshold for every feature' : 'exp(log_threshold)';
    notes.push(`the SAE is a training checkpoint, read as the jumprelu that SAELens saves of it: ${made}`);
  }
  const logSparsity = await readLogSparsity(sae);
  const live = logSparsity === null ? dSae : liveOf(logSparsity);
  if (live < FEW_LIVE && live < SMALL_SHARE * dSae)
    notes.push(
      `by sparsity.safetensors ${live} of ${dSae} features fire at all: nulls draw rows from those that are not selected`,
    );
  return notes;
}
