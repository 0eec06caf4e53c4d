/**
 * The rows of the table `verdict`: the four hypotheses, then one row for each other finding that a null has a word on.
 * Words are careful: correlation of attributions is not flow of information, and surviving a null is not co-operation.
 */
import { type Decision, decide, type NullP, untestable } from '../../../src/run/decide.ts';
import { claimOf, comparesHalves, isFinding, unitOf } from './claims.ts';
import type { Importance } from './h3-importance.ts';
import { type InteractionRow, together } from './h4-interaction.ts';
import { heldOutOf, type NullStatistic, nullEvidence } from './null-evidence.ts';

export interface VerdictRow {
  readonly hypothesis: string;
  readonly kind: 'hypothesis' | 'finding';
  readonly claim: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly p: number;
  readonly p_held_out: number;
  readonly survives: readonly string[];
  readonly status: Decision['status'];
  readonly reason: string | null;
}

/** Sets of features within clusters against sets between them at equal norm, all sizes and doses: row 0, 0 of steering_contrast. */
export interface SteeredSets {
  /** In units of the standard deviation of sets' mean damages. */
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Labels permuted over features; null where no permutation left sets on both sides. */
  readonly p_greater: number | null;
}

export interface Findings {
  readonly nulls: readonly NullStatistic[];
  /** Nulls of other directions that a claim about the network must survive. */
  readonly required: readonly string[];
  readonly sesoi: number;
  /** Number of kept clusters. */
  readonly clusters: number;
  /** Null with the reason. */
  readonly sets: SteeredSets | null;
  readonly setsReason: string;
  /** p of permuted labels where the first half's clusters are asked of the second half's damage; null where that cannot be asked. */
  readonly heldOutSets: number | null;
  /** Measured damage on each centrality; absent where it was not steered or does not vary. */
  readonly importance: ReadonlyMap<string, Importance>;
  /** The same p with the first half's centrality and the second half's damage. */
  readonly heldOutImportance: ReadonlyMap<string, number>;
  /** Interaction of pairs over that of their controls; empty where none was computed. */
  readonly interactions: readonly InteractionRow[];
}

/** Centrality that H3 is decided by: the one for which the study reported an effect. */
export const PRIMARY_MEASURE = 'betweenness';

/** Name of the permutation of labels or damages over features, where it stands beside the nulls. */
export const LABELS = 'labels';

const H1 = 'Clusters are distinct groups: attributions correlate within a cluster and not between clusters, beyond what other directions in the same gradient give.'; // biome-ignore format: one line
const H2 = 'Steering features of one cluster does more damage than steering as many of different clusters at equal norm.'; // biome-ignore format: one line
const H4 = 'The features of a cluster work together: removing two at once does other damage than removing each.';

export function hypotheses(findings: Findings): VerdictRow[] {
  const { nulls, sesoi } = findings;
  const others = [...new Set(nulls.map((row) => row.statistic))].filter(isFinding);
  const measures = [...findings.importance.keys()].filter((measure) => measure !== PRIMARY_MEASURE);
  const { heldOutP, ...h4 } = together(findings.interactions, LABELS);
  return [
    { ...network(findings, 'separation', H1, sesoi), hypothesis: 'H1', kind: 'hypothesis' },
    setsVerdict(findings),
    { ...slopeVerdict(findings, PRIMARY_MEASURE), hypothesis: 'H3', kind: 'hypothesis' },
    { ...h4, hypothesis: 'H4', kind: 'hypothesis', claim: H4, unit: 'logits', p_held_out: heldOutP },
    ...others.map((statistic) => network(findings, statistic, claimOf(statistic), null)),
    ...measures.map((measure) => slopeVerdict(findings, measure)),
  ];
}

const EMPTY = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, p: Number.NaN, p_held_out: Number.NaN };

/** A statistic of the network beside the required nulls, on all prompts and on held-out ones. */
function network(
  { nulls, required, clusters }: Findings,
  statistic: string,
  claim: string,
  sesoi: number | null,
): VerdictRow {
  const name = { hypothesis: statistic, kind: 'finding' as const, claim, unit: unitOf(statistic) };
  if (clusters < 2 && /^(separation$|anova_f:)/.test(statistic))
    return { ...EMPTY, ...name, ...untestable(`The network has ${clusters} kept clusters, and two are needed.`) };
  const evidence = nullEvidence(nulls, statistic, required);
  if (evidence === null)
    return { ...EMPTY, ...name, ...untestable('No null of other directions was computed for it.') };
  const { found, heldOut: again, ...numbers } = evidence;
  const heldOut = comparesHalves(statistic) ? found : again;
  return {
    ...name,
    ...numbers,
    p_held_out: largest(heldOut, required),
    ...decide({ ...numbers, found, heldOut, required, sesoi }),
  };
}

function setsVerdict({ sets, heldOutSets, setsReason, sesoi }: Findings): VerdictRow {
  const name = { hypothesis: 'H2', kind: 'hypothesis' as const, claim: H2, unit: 'standard deviations of sets' };
  if (sets === null || sets.p_greater === null) return { ...EMPTY, ...name, ...untestable(setsReason) };
  const { estimate, low, high, p_greater: p } = sets;
  if (low === null || high === null) return { ...EMPTY, ...name, ...untestable('Too few sets for an interval.') };
  const of = (p: number | null): NullP[] => (p === null ? [] : [{ null: LABELS, p }]);
  const interval = { low, high };
  const decision = decide({ ...interval, found: of(p), heldOut: of(heldOutSets), required: [LABELS], sesoi });
  return { ...name, estimate, ...interval, p, p_held_out: heldOutSets ?? Number.NaN, ...decision };
}

/** Both must hold: measured damage against permuted features, and the first-order slope against other directions. */
function slopeVerdict(findings: Findings, measure: string): VerdictRow {
  const { nulls, required, sesoi, importance, heldOutImportance, clusters } = findings;
  const statistic = `slope:${measure}`;
  const name = {
    hypothesis: statistic,
    kind: 'finding' as const,
    claim: `Features of higher ${measure} matter more: steering them alone does more damage, beyond what the shared gradient makes of any directions.`,
    unit: 'correlation',
  };
  if (clusters < 1) return { ...EMPTY, ...name, ...untestable('The network has no kept cluster, so no feature was steered alone.') }; // biome-ignore format: one line
  const measured = importance.get(measure);
  if (measured === undefined)
    return { ...EMPTY, ...name, ...untestable(`No steering of single features, or too few of them vary in ${measure}.`) }; // biome-ignore format: one line
  const evidence = nullEvidence(nulls, statistic, required);
  if (evidence === null)
    return { ...EMPTY, ...name, ...untestable('No null of other directions was computed for it.') };
  const { r, low, high, p } = measured;
  const again = heldOutImportance.get(measure);
  const found = [...evidence.found, { null: LABELS, p }];
  const heldOut = [...heldOutOf(nulls, statistic), ...(again === undefined ? [] : [{ null: LABELS, p: again }])];
  const all = [...required, LABELS];
  const decision = decide({ low, high, found, heldOut, required: all, sesoi });
  return {
    ...name,
    ...{ estimate: r, low, high },
    p: Math.max(p, evidence.p),
    p_held_out: largest(heldOut, all),
    ...decision,
  };
}

/** NaN where one of them is missing. */
function largest(rows: readonly NullP[], required: readonly string[]): number {
  const own = required.map((name) => rows.find((row) => row.null === name)?.p ?? Number.NaN);
  return Math.max(...own);
}
