/** The tokens of a model and their ids, as several files state them: a token with two ids, or an id with two tokens, is refused with both. */
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';

/** Tokens and ids, each at most once. */
export class TokenTable {
  readonly ids = new Map<string, number>();
  readonly #tokens = new Map<number, { readonly token: string; readonly where: string }>();
  #base: readonly [string, number, string][] = [];

  add(token: string, id: number, where: string): void {
    const known = this.ids.get(token);
    const holder = this.#tokens.get(id);
    if (known === id) return;
    const settles = 'Both files must be of one tokenizer: take the one that is out of date away.';
    if (known !== undefined) {
      const first = this.#tokens.get(known)?.where ?? where;
      throw new StudyError({
        where: both(first, where),
        found: `ids ${known} and ${id} for ${shown(token)}`,
        expected: 'one id a token',
        fix: settles,
      });
    }
    if (holder !== undefined) {
      throw new StudyError({
        where: both(holder.where, where),
        found: `id ${id} for both ${shown(holder.token)} and ${shown(token)}`,
        expected: 'one token an id',
        fix: settles,
      });
    }
    this.ids.set(token, id);
    this.#tokens.set(id, { token, where });
  }

  /** What follows is added to the model's own vocabulary. */
  endOfBase(): void {
    this.#base = [...this.#tokens].map(([id, { token, where }]) => [token, id, where]);
  }

  /** The model must have a row for each token of its own vocabulary; added ones are asked for where a text uses them. */
  requireBelow(vocabSize: number, configFile: string): void {
    const beyond = this.#base.find(([, id]) => id >= vocabSize);
    if (beyond === undefined) return;
    const [token, id, where] = beyond;
    throw new StudyError({
      where,
      found: `token ${shown(token)} with id ${id}`,
      expected: `ids below the model's vocab_size ${vocabSize}, which ${configFile} says`,
      fix: 'Tokenizer and model must come from the same model folder.',
    });
  }

  blanksBelow(vocabSize: number): number[] {
    const blanks: number[] = [];
    for (let id = 0; id < vocabSize; id++) if (!this.#tokens.has(id)) blanks.push(id);
    return blanks;
  }
}

function both(a: string, b: string): string {
  return a === b ? a : `${a} and ${b}`;
}
