/**
 * Decides each hypothesis and finding by the declared rule (src/run/decide.ts, docs/verdicts.md) from the nulls, the held-out halves
 * and the steering of this run, and writes the reproduction card. A number that is missing makes a claim not testable, never supported.
 */

import { stage } from '../../../src/run/stage.ts';
import { rows, subject } from '../../../src/run/stage-input.ts';
import { controlRows, controlSentence } from '../claims/control.ts';
import { answerSentences, type EqualNormAnswer, setsMissing } from '../claims/equal-norm-answer.ts';
import { type Counted, counted, hypotheses, PRIMARY_MEASURE, type SteeredSets } from '../claims/h1-to-h5.ts';
import type { ImportanceEvidence, Reliability } from '../claims/h3-importance.ts';
import type { InteractionRow } from '../claims/h4-interaction.ts';
import type { GroupingEvidence } from '../claims/h5-effect.ts';
import { heldOutSets, type PairRow } from '../claims/held-out-sets.ts';
import type { NullStatistic } from '../claims/null-evidence.ts';
import type { KeptRelevance } from '../claims/relevance.ts';
import { comparedSettings } from '../claims/reproduction.ts';
import { reproductionCard } from '../claims/reproduction-card.ts';
import { type GroupingSplit, type SplitValue, verdictSplits } from '../claims/verdict-splits.ts';
import { DECISIVE } from '../kernels/nulls/null-kinds.ts';
import type { Member } from '../kernels/steering/members.ts';
import { DISTINCT } from '../kernels/steering/near-parallel.ts';
import { type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

const settings = (study: CooccurrenceStudy) => ({
  compared: comparedSettings(study),
  steering: study.steering,
  algorithm: study.cluster.algorithm,
  mode: study.steering.mode,
  seed: study.seed,
  sesoi: study.verdict.sesoi,
  outcome: 'logit_diff',
  control: study.control,
});
const reads = {
  clustered: rows<Member>('kept_clusters'),
  nulls: rows<NullStatistic>('verdict_null'),
  interactions: rows<InteractionRow>('verdict_interaction'),
  sets: rows<SteeredSets>('verdict_sets'),
  pairs: rows<PairRow>('verdict_pair'),
  heldOutClusters: rows<Member & { split: string }>('verdict_held_out_cluster'),
  cohesion: rows<SplitValue>('verdict_held_out_statistic'),
  interactionsAgain: rows<SplitValue>('verdict_interaction_split'),
  secondHalf: rows<{ split: string; prompt_id: number }>('verdict_second_half'),
  importance: rows<ImportanceEvidence>('verdict_importance'),
  reliability: rows<Reliability>('verdict_reliability'),
  answers: rows<EqualNormAnswer>('answer_equal_norm'),
  figures: rows<{ name: string; value: number | null }>('reproduction_value'),
  relevance: rows<KeptRelevance>('verdict_relevance'),
  groupings: rows<GroupingEvidence>('verdict_grouping'),
  groupingsAgain: rows<GroupingSplit>('verdict_grouping_split'),
  units: rows<UnitName>('unit_of_feature'),
  counted: rows<Counted & { set: string }>('verdict_counted'),
  task: rows<{ prompts: number; right_prompts: number }>('verdict_prompts'),
  subject: subject(),
};
/** Of labels and damages: they cost no run of the model. */
const PERMUTATIONS = 9999;

export const verdict = stage({
  name: 'verdict',
  module: import.meta.url,
  settings,
  reads,
  writes: ['verdict', 'verdict_split', 'reproduction', 'control'],
  async run(own, inputs, { threads, note }) {
    const { seed, steering } = own;
    const [{ prompts, right_prompts: right }] = inputs.task;
    const again = { rows: inputs.pairs, clusters: inputs.heldOutClusters, asked: inputs.secondHalf };
    const setsAgain = heldOutSets(again, { seed, replicates: PERMUTATIONS, units: unitNames(inputs.units) });
    const verdicts = hypotheses({
      ...inputs,
      required: DECISIVE,
      sesoi: own.sesoi,
      clusters: new Set(inputs.clustered.map(({ cluster }) => cluster)).size,
      ...{ prompts, steered: steering.prompts === 'all' ? prompts : right },
      sets: (steering.pool_max_cosine <= DISTINCT && inputs.sets[0]) || null,
      setsReason: setsMissing(steering),
      heldOutSets: setsAgain,
      relevance: inputs.relevance[0],
      kept: counted(inputs.counted.find(({ set }) => set === 'kept')),
      selected: counted(inputs.counted.find(({ set }) => set === 'selected')),
      grouped: counted(inputs.groupings[0]),
    });
    for (const said of answerSentences(inputs.answers)) note(said);
    note(
      `${verdicts.filter(({ status }) => status === 'supported').length} of ${verdicts.length} claims are supported`,
    );
    const control = controlRows(own.control, verdicts);
    for (const said of controlSentence(control)) note(said);
    return {
      verdict: verdicts,
      verdict_split: verdictSplits(
        { ...inputs, sets: setsAgain, interactions: inputs.interactionsAgain },
        PRIMARY_MEASURE,
      ),
      reproduction: await reproductionCard(own, inputs, threads),
      control,
    };
  },
});
