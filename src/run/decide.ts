/**
 * The rule that turns numbers into a status, the same for every claim (docs/verdicts.md has it as a table):
 *
 *   not testable        a number that the claim needs does not exist; the reason says which
 *   supported           the interval lies above zero, and p ≤ 0.025 under every null that the claim must survive, on the prompts that found it
 *                       and on held-out ones
 *   not supported       the interval lies inside ± the smallest effect of interest, or wholly below zero
 *   not distinguishable everything else
 *   depends on the definition   another definition of the claim's quantity says the opposite; the claim itself says so, not this rule
 *
 * A null that was left out, or a held-out half that is missing, makes `supported` unreachable: a claim that would otherwise be
 * supported is then not testable, and the reason names what is missing.
 */
export const LEVEL = 0.025;

export type Status =
  | 'supported'
  | 'not supported'
  | 'not distinguishable'
  | 'not testable'
  | 'depends on the definition';

export interface NullP {
  readonly null: string;
  readonly p: number;
}

export interface Evidence {
  /** NaN where the interval does not exist. */
  readonly low: number;
  readonly high: number;
  /** p under each null on all prompts. */
  readonly found: readonly NullP[];
  /** p under each null on held-out prompts. */
  readonly heldOut: readonly NullP[];
  /** Nulls that must be survived. */
  readonly required: readonly string[];
  /** Smallest effect of interest in the estimate's own unit; null where it has none. */
  readonly sesoi: number | null;
}

export interface Decision {
  readonly status: Status;
  readonly survives: readonly string[];
  readonly reason: string | null;
}

export function decide({ low, high, found, heldOut, required, sesoi }: Evidence): Decision {
  const survives = found.filter(({ p }) => p <= LEVEL).map((row) => row.null);
  const failed = required.filter((name) => found.some((row) => row.null === name && row.p > LEVEL));
  const missing = required.filter((name) => !found.some((row) => row.null === name));
  const unreplicated = required.filter((name) => heldOut.some((row) => row.null === name && row.p > LEVEL));
  const unseen = required.filter((name) => !heldOut.some((row) => row.null === name));
  const verdict = (status: Status, reason: string | null): Decision => ({ status, survives, reason });
  if (high < 0) return verdict('not supported', 'The interval lies wholly below zero.');
  if (sesoi !== null && low > -sesoi && high < sesoi)
    return verdict('not supported', `The interval lies inside ±${sesoi}, the smallest effect of interest.`);
  if (failed.length > 0)
    return verdict(
      'not distinguishable',
      `As large in more than ${100 * LEVEL} % of replicates or permutations of: ${failed.join(', ')}.`,
    );
  // A permutation asks whether these features' labels matter, the interval whether others' would: a claim about clusters needs both.
  // Without an interval the nulls alone decide here; what such a claim comes to is the claim's to say.
  if (low <= 0) return verdict('not distinguishable', HOLDS_ZERO);
  if (missing.length > 0)
    return verdict('not testable', `Survives every null that has a p, and these have none: ${missing.join(', ')}.`);
  if (unreplicated.length > 0)
    return verdict('not distinguishable', `Not found again on held-out prompts, against: ${unreplicated.join(', ')}.`);
  if (unseen.length > 0)
    return verdict(
      'not testable',
      'Survives every null on the prompts that found it, but no held-out prompts could be asked.',
    );
  return verdict('supported', null);
}

export const HOLDS_ZERO =
  'No null gives as much, but the interval holds zero: with other features there may be no effect.';

export function untestable(reason: string): Decision {
  return { status: 'not testable', survives: [], reason };
}
