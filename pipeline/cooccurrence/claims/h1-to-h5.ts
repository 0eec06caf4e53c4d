/**
 * The claims of a study as data, and the rows of the table `verdict` that one rule makes of them: whether the clustered features matter, the hypotheses H1 to H5, then each other
 * finding that a null has a word on. A claim says what its evidence is; judged() says what that comes to.
 * Words are careful: correlation of attributions is not flow of information, and surviving a null is not co-operation.
 */
import { pOverSplits, type SplitP } from '../../../src/methods/stats/p-over-splits.ts';
import { type Decision, decide, type Evidence, type NullP, untestable } from '../../../src/run/decide.ts';
import { comparesHalves } from '../kernels/nulls/held-out.ts';
import { claimOf, isFinding, unitOf } from './claims.ts';
import { type ImportanceEvidence, importanceOf, opposite, type Reliability, unreliable } from './h3-importance.ts';
import { type InteractionRow, together } from './h4-interaction.ts';
import { beyondDeals, beyondTrivial, type GroupingEvidence } from './h5-effect.ts';
import { type Asked, fewPrompts, nothingSteered } from './nothing-to-ask.ts';
import { heldOutOf, type NullStatistic, nullEvidence, whyNoEvidence } from './null-evidence.ts';
import { clustersMatter, IRRELEVANT, type KeptRelevance, relevanceEvidence } from './relevance.ts';

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
  /** Features that it is about; null where they were not counted. */
  readonly n: number | null;
  /** The same with copies counted once. */
  readonly n_units: number | null;
}

/** How many features a claim is about, and how many without copies; null where they were not counted. */
export interface Counted {
  readonly n: number | null;
  readonly n_units: number | null;
}

export function counted(row: Counted | undefined): Counted {
  return { n: row?.n ?? null, n_units: row?.n_units ?? null };
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

export interface Findings extends Asked {
  readonly nulls: readonly NullStatistic[];
  /** Nulls of other directions that a claim about the network must survive. */
  readonly required: readonly string[];
  readonly sesoi: number;

  /** Null with the reason. */
  readonly sets: SteeredSets | null;
  readonly setsReason: string;
  /** Of each split, permuted labels where the first half's clusters are asked of the second half's damage. */
  readonly heldOutSets: readonly SplitP[];
  /** Importance on each centrality by each definition, on all prompts and on held-out ones. */
  readonly importance: readonly ImportanceEvidence[];
  /** How far halves of the prompts agree on each centrality. */
  readonly reliability: readonly Reliability[];
  /** Interaction of pairs over that of their controls; empty where none was computed. */
  readonly interactions: readonly InteractionRow[];
  /** Features of the kept clusters, all that were selected, and those of the first half's clusters. */
  readonly kept: Counted;
  readonly selected: Counted;
  readonly grouped: Counted;
  /** Selectivity of the first half's clusters on held-out prompts beside other groupings; empty where none are held out. */
  readonly groupings: readonly GroupingEvidence[];
  /** What taking the clustered features out does on held-out prompts; undefined where it was not asked. */
  readonly relevance: KeptRelevance | undefined;
}

/**
 * Centrality that H3 is decided by: how much a feature correlates with all others, the strength of a network without a threshold, since it is
 * the one on which halves of the prompts agree (docs/verdicts.md has the figures). Betweenness, of which the study reported an effect, has a
 * row of its own.
 */
export const PRIMARY_MEASURE = 'abs_corr_activation';

const CENTRALITIES: Readonly<Record<string, string>> = {
  abs_corr_activation: 'strength (summed |r| with every other feature)',
  betweenness: 'betweenness (the study’s own centrality)',
};

/** Name of the permutation of labels or damages over features, where it stands beside the nulls. */
export const LABELS = 'labels';

/** What a claim has to show for itself. */
interface Shown extends Evidence {
  readonly estimate: number;
  readonly p: number;
  /** Where more is asked of the claim than the rule does. */
  readonly decision?: Decision;
}

interface Claim {
  readonly hypothesis: string;
  readonly kind: VerdictRow['kind'];
  readonly claim: string;
  readonly unit: string;
  /** Of these features. */
  readonly of: 'kept' | 'selected' | 'grouped';
  /** It says nothing where the clustered features do not matter for the task. */
  readonly matters?: boolean;
  /** Or why there is none. */
  evidence(findings: Findings): Shown | string;
}

const HYPOTHESES: readonly Claim[] = [
  {
    hypothesis: 'relevance',
    kind: 'hypothesis',
    claim:
      'The clustered features matter for the task: taking them out costs more than taking out random sets as active.',
    unit: 'share of the contrast',
    of: 'kept',
    evidence: ({ relevance }) => relevanceEvidence(relevance),
  },
  {
    hypothesis: 'H1',
    kind: 'hypothesis',
    claim: 'Features form distinct groups: attributions correlate more within communities of the whole correlation matrix than between them, beyond co-activation and shared gradient, which other directions have as well.', // biome-ignore format: one line
    unit: 'correlation',
    of: 'selected',
    evidence: (findings) => beyondNulls(findings, 'cohesion', findings.sesoi),
  },
  {
    hypothesis: 'H2',
    kind: 'hypothesis',
    claim:
      'Steering features of one cluster does more damage than steering as many of different clusters at equal norm.',
    unit: 'standard deviations of sets',
    of: 'kept',
    matters: true,
    evidence: steeredSets,
  },
  { ...matters(PRIMARY_MEASURE), hypothesis: 'H3', kind: 'hypothesis', matters: true },
  {
    hypothesis: 'H4',
    kind: 'hypothesis',
    claim: 'The features of a cluster work together: removing two at once does other damage than removing each.',
    unit: 'logits',
    of: 'kept',
    matters: true,
    evidence: (findings) => nothingSteered(findings, 2) ?? together(findings.interactions, LABELS),
  },
  {
    hypothesis: 'H5a',
    kind: 'hypothesis',
    claim:
      'A cluster found on half of the prompts is selectively necessary on the other half, more than the same features dealt among the clusters.',
    unit: 'logits',
    of: 'grouped',
    matters: true,
    evidence: ({ groupings }) => beyondDeals(groupings),
  },
  {
    hypothesis: 'H5b',
    kind: 'hypothesis',
    claim:
      'A cluster found on half of the prompts is selectively necessary on the other half, more than the best grouping of the same features that needs no network.',
    unit: 'logits',
    of: 'grouped',
    matters: true,
    evidence: ({ groupings }) => beyondTrivial(groupings),
  },
];

export function hypotheses(findings: Findings): VerdictRow[] {
  const others = [...new Set(findings.nulls.map((row) => row.statistic))].filter(isFinding);
  const measured = findings.importance.map(({ measure }) => measure);
  const measures = [...new Set(measured)].filter((measure) => measure !== PRIMARY_MEASURE);
  const claims = [...HYPOTHESES, ...others.map(exceeds), ...measures.map(matters)];
  return claims.map((claim) => judged(claim, findings));
}

/** The rule, for every claim. */
function judged({ evidence, matters: asks, of, ...claim }: Claim, findings: Findings): VerdictRow {
  const name = { ...claim, ...findings[of] };
  const irrelevant = asks === true && clustersMatter(findings.relevance) === false;
  const shown = fewPrompts(findings.prompts) ?? (irrelevant ? IRRELEVANT : evidence(findings));
  if (typeof shown === 'string') return { ...EMPTY, ...name, ...untestable(shown) };
  const { estimate, low, high, p, heldOut, required, decision = decide(shown) } = shown;
  return { ...name, estimate, low, high, p, p_held_out: largest(heldOut, required), ...decision };
}

const EMPTY = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, p: Number.NaN, p_held_out: Number.NaN };
const NO_INTERVAL = 'Survives every null, but too few halves of the prompts have it for an interval.';

/** That a statistic of the network is larger than under the required nulls. */
function exceeds(statistic: string): Claim {
  const name = { hypothesis: statistic, kind: 'finding' as const, claim: claimOf(statistic), unit: unitOf(statistic) };
  const of = /^(modularity|edges|mean_abs_r|giant|held_out)/.test(statistic) ? 'selected' : 'kept';
  return { ...name, of, evidence: (findings) => beyondNulls(findings, statistic, null) };
}

/**
 * A statistic of the network beside the required nulls, on all prompts and on held-out ones.
 * @param share the smallest excess of interest, of what the null has; null where any is
 */
function beyondNulls({ nulls, required, clusters }: Findings, statistic: string, share: number | null): Shown | string {
  if (clusters < 2 && /^(separation$|anova_f:)/.test(statistic))
    return `The network has ${clusters} kept clusters, and two are needed.`;
  const found = nullEvidence(nulls, statistic, required);
  if (found === null) return whyNoEvidence(nulls, statistic, required);
  const sesoi = share === null ? null : share * found.chance;
  const shown = { ...found, heldOut: comparesHalves(statistic) ? found.found : found.heldOut, required, sesoi };
  const decision = decide(shown);
  const unsure = decision.status === 'supported' && Number.isNaN(found.low);
  return unsure ? { ...shown, decision: untestable(NO_INTERVAL) } : shown;
}

function steeredSets(findings: Findings): Shown | string {
  const { sets, heldOutSets, setsReason, sesoi } = findings;
  const nothing = nothingSteered(findings, 2);
  if (nothing !== null) return nothing;
  if (sets === null || sets.p_greater === null) return setsReason;
  const { estimate, low, high, p_greater: p } = sets;
  if (low === null || high === null) return 'Too few sets for an interval.';
  const of = (p: number | null): NullP[] => (p === null ? [] : [{ null: LABELS, p }]);
  return { estimate, low, high, p, found: of(p), heldOut: of(pOverSplits(heldOutSets)), required: [LABELS], sesoi };
}

/** That features of a higher measure are more important. */
function matters(measure: string): Claim {
  return {
    hypothesis: `slope:${measure}`,
    kind: 'finding',
    of: 'kept',
    claim: `Features of higher ${CENTRALITIES[measure] ?? measure} matter more: taking one out changes the answer more, beyond what the shared gradient makes of any directions.`,
    unit: 'correlation',
    evidence: (findings) => importanceSlope(findings, measure),
  };
}

/** Units that a correlation over features takes: permuting fewer gives no small p, and their interval is a formality. */
const LEAST_UNITS = 10;

function fewUnits(units: number): string {
  return `The clustered features are ${units} ${units === 1 ? 'unit' : 'units'} once copies count once, and a correlation over features takes ${LEAST_UNITS}.`;
}

/** Both must hold: measured importance against permuted units, and the first-order slope against other directions. */
function importanceSlope(findings: Findings, measure: string): Shown | string {
  const { nulls, required, sesoi, importance, reliability, kept } = findings;
  const nothing = nothingSteered(findings, 1);
  if (nothing !== null) return nothing;
  if (kept.n_units !== null && kept.n_units < LEAST_UNITS) return fewUnits(kept.n_units);
  const measured = importanceOf(importance, measure);
  if (measured === null) return `No removal of single features, or too few of them vary in ${measure}.`;
  const name = (CENTRALITIES[measure] ?? measure).replace(/ \(.*/, '');
  const apart = unreliable(reliability, measure, name);
  if (apart !== null) return apart;
  const statistic = `slope:${measure}`;
  const slope = nullEvidence(nulls, statistic, required);
  if (slope === null) return whyNoEvidence(nulls, statistic, required);
  const { r, p, heldOut: again, ...interval } = measured;
  const evidence = {
    ...interval,
    found: [...slope.found, { null: LABELS, p }],
    heldOut: [...heldOutOf(nulls, statistic), ...(again === null ? [] : [{ null: LABELS, p: again }])],
    required: [...required, LABELS],
    sesoi,
  };
  const decision = decide(evidence);
  const against = opposite(importance, measure, sesoi);
  const depends = { ...decision, status: 'depends on the definition' as const, reason: against };
  return { ...evidence, estimate: r, p: Math.max(p, slope.p), decision: against === null ? decision : depends };
}

/** NaN where one of them is missing, or where none is asked for. */
function largest(rows: readonly NullP[], required: readonly string[]): number {
  const own = required.map((name) => rows.find((row) => row.null === name)?.p ?? Number.NaN);
  return own.length === 0 ? Number.NaN : Math.max(...own);
}
