/**
 * The rows of the table `verdict`: the four hypotheses, then one row for each other finding that a null has a word on.
 * Words are careful: correlation of attributions is not flow of information, and surviving a null is not co-operation.
 */
import { type Decision, decide, type NullP, untestable } from './decide.ts';
import type { Importance } from './importance.ts';
import { heldOutOf, type NullStatistic, nullEvidence } from './null-evidence.ts';
import { type InteractionRow, together } from './together.ts';
import type { WithinBetween } from './within-between.ts';

export interface VerdictRow {
  readonly hypothesis: string;
  readonly claim: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly survives: readonly string[];
  readonly status: Decision['status'];
  readonly reason: string | null;
}

export interface Findings {
  readonly nulls: readonly NullStatistic[];
  /** Nulls of other directions that a claim about the network must survive. */
  readonly required: readonly string[];
  readonly sesoi: number;
  /** Number of kept clusters. */
  readonly clusters: number;
  /** Steered pairs of features of the kept clusters, on all prompts and on held-out ones; null with the reason. */
  readonly pairs: WithinBetween | null;
  readonly heldOutPairs: WithinBetween | null;
  readonly pairsReason: string;
  /** Measured damage on each centrality; absent where it was not steered or does not vary. */
  readonly importance: ReadonlyMap<string, Importance>;
  /** Interaction of pairs over that of their controls; empty where none was computed. */
  readonly interactions: readonly InteractionRow[];
}

/** Centrality that H3 is decided by: the one for which the study reported an effect. */
export const PRIMARY_MEASURE = 'betweenness';

/** Name of the permutation of labels or damages over features, where it stands beside the nulls. */
export const LABELS = 'labels';

export function hypotheses(findings: Findings): VerdictRow[] {
  const { nulls, clusters } = findings;
  const others = [...new Set(nulls.map((row) => row.statistic))].filter(
    (statistic) => statistic === 'modularity' || statistic.startsWith('anova_f:'),
  );
  const measures = [...findings.importance.keys()].filter((measure) => measure !== PRIMARY_MEASURE);
  return [
    network(findings, 'H1', 'Clusters are distinct groups: attributions correlate within a cluster and not between clusters, beyond what other directions in the same gradient give.', 'separation', findings.sesoi), // biome-ignore format: one line
    pairVerdict(findings),
    slopeVerdict(findings, 'H3', PRIMARY_MEASURE),
    {
      hypothesis: 'H4',
      claim: 'The features of a cluster work together: removing two at once does other damage than removing each.',
      ...together(findings.interactions),
    },
    ...others.map((statistic) => network(findings, statistic, claimOf(statistic, clusters), statistic, null)),
    ...measures.map((measure) => slopeVerdict(findings, `slope:${measure}`, measure)),
  ].map((row) => ({ ...row, survives: row.survives.filter((name) => isNull(nulls, name)) }));
}

const EMPTY = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, p: Number.NaN };

function claimOf(statistic: string, clusters: number): string {
  if (statistic === 'modularity') return 'The network is more modular than the same study with other directions.';
  const metric = statistic.slice('anova_f:'.length);
  return `The ${clusters} kept clusters differ in ${metric} more than clusters of the same study with other directions do.`;
}

function network(
  { nulls, required, clusters }: Findings,
  hypothesis: string,
  claim: string,
  statistic: string,
  sesoi: number | null,
): VerdictRow {
  if (clusters < 2 && statistic !== 'modularity')
    return {
      ...EMPTY,
      hypothesis,
      claim,
      ...untestable(`The network has ${clusters} kept clusters, and two are needed.`),
    };
  const evidence = nullEvidence(nulls, statistic, required);
  if (evidence === null)
    return { ...EMPTY, hypothesis, claim, ...untestable('No null of other directions was computed for it.') };
  const { found, heldOut, ...numbers } = evidence;
  return { ...numbers, hypothesis, claim, ...decide({ ...numbers, found, heldOut, required, sesoi }) };
}

function pairVerdict({ pairs, heldOutPairs, pairsReason, sesoi }: Findings): VerdictRow {
  const hypothesis = 'H2';
  const claim = 'Steering two features of one cluster does more damage than steering two of different clusters.';
  if (pairs === null) return { ...EMPTY, hypothesis, claim, ...untestable(pairsReason) };
  const of = (one: WithinBetween | null): NullP[] => (one === null ? [] : [{ null: LABELS, p: one.p }]);
  const { d, low, high, p } = pairs;
  const decision = decide({ low, high, found: of(pairs), heldOut: of(heldOutPairs), required: [LABELS], sesoi });
  return { hypothesis, claim, estimate: d, low, high, p, ...decision };
}

/** Both must hold: measured damage against permuted features, and the first-order slope against other directions. */
function slopeVerdict(
  { nulls, required, sesoi, importance, clusters }: Findings,
  hypothesis: string,
  measure: string,
): VerdictRow {
  const claim = `Features of higher ${measure} matter more: steering them alone does more damage, beyond what the shared gradient makes of any directions.`; // biome-ignore format: one line
  if (clusters < 1) return { ...EMPTY, hypothesis, claim, ...untestable('The network has no kept cluster, so no feature was steered alone.') }; // biome-ignore format: one line
  const measured = importance.get(measure);
  if (measured === undefined)
    return {
      ...EMPTY,
      hypothesis,
      claim,
      ...untestable(`No steering of single features, or too few of them vary in ${measure}.`),
    };
  const statistic = `slope:${measure}`;
  const evidence = nullEvidence(nulls, statistic, required);
  if (evidence === null) return { ...EMPTY, hypothesis, claim, ...untestable('No null of other directions was computed for it.') }; // biome-ignore format: one line
  const { r, low, high, p } = measured;
  const found = [...evidence.found, { null: LABELS, p }];
  // The measured damage is of all prompts; the label permutation stands for itself on held-out ones.
  const heldOut = [...heldOutOf(nulls, statistic), { null: LABELS, p }];
  const decision = decide({ low, high, found, heldOut, required: [...required, LABELS], sesoi });
  return { hypothesis, claim, estimate: r, low, high, p: Math.max(p, evidence.p), ...decision };
}

function isNull(rows: readonly NullStatistic[], name: string): boolean {
  return rows.some((row) => row.null === name);
}
