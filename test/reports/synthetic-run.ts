/**
 * A run folder with every table filled by plausible seeded values, so that the report can be built and tested without a model: 100 prompts, 175 features in four planted groups and a rest, steering whose damage grows with dose and set size.
 * The numbers have the right shapes and signs and mean nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../../src/random.ts';
import { type TableName, Tables } from '../../src/run/tables/tables.ts';
import { fillTables } from './fill-tables.ts';
import { syntheticEvidence, syntheticReplication } from './synthetic-evidence.ts';
import { anova, fixedFindings, syntheticStability } from './synthetic-findings.ts';
import {
  type Columns,
  components,
  deviation,
  GROUPS,
  groupOf,
  ledger,
  numbered,
  pearson,
  STRATA,
  stratumOf,
  sweepColumns,
  THRESHOLD,
} from './synthetic-parts.ts';
import { syntheticSteering } from './synthetic-steering.ts';
import { syntheticManifest, syntheticStages, syntheticStudy } from './synthetic-study.ts';
import { syntheticSummaries } from './synthetic-summaries.ts';

interface SyntheticOptions {
  readonly prompts: number;
  readonly features: number;
  /** Task text that tries to break out of the page. */
  readonly hostile: boolean;
  /** Two dictionaries; the second's tables stand in the schema `layer_4` and have 20 features fewer. */
  readonly layers: boolean;
  /** Stages that have not run, or `layer_4`. */
  readonly without?: readonly string[];
  /** Tables that are filled; all when absent. */
  readonly only?: readonly TableName[];
}

const DEFAULTS: SyntheticOptions = { prompts: 100, features: 175, hostile: false, layers: false };

const HOSTILE = `</script><script>window.pwned = 1</script>"'><img src=x onerror="window.pwned = 2">&amp;`;

const TEMPLATE_TOKENS: readonly string[] = ['<|endoftext|>', 'Fact', ':', ' First', ' Last', ' plays', ' the', ' sport', ' of']; // biome-ignore format: one line

export async function writeSyntheticRun(dir: string, given: Partial<SyntheticOptions> = {}): Promise<void> {
  const options = { ...DEFAULTS, ...given };
  mkdirSync(dir, { recursive: true });
  const study = syntheticStudy(options.hostile ? `hostile ${HOSTILE}` : 'synthetic', options.layers);
  const tables = await Tables.open(join(dir, 'study.duckdb'));
  await fillTables(tables, syntheticTables(options), options.only);
  if (options.layers) await tables.replace('replication', syntheticReplication(SECOND));
  await tables.replace('stage_run', syntheticStages(study, options.without));
  if (options.layers && !options.without?.includes(SECOND)) {
    await tables.within(SECOND, 'cooccurrence');
    await fillTables(tables, syntheticTables({ ...options, features: options.features - 20 }), options.only, SECOND);
  }
  tables.close();
  writeFileSync(join(dir, 'run.json'), JSON.stringify(syntheticManifest(study), null, 2));
}

/** Schema of the second instance. */
const SECOND = 'layer_4';

function syntheticTables(options: SyntheticOptions): Partial<Record<TableName, Columns>> {
  const rng = random(1, 'synthetic');
  const { prompts: P, features: F } = options;
  const promptIds = Array.from({ length: P }, (_, id) => id);
  const strata = promptIds.map((id) => stratumOf(id, P));
  const featureIds = Array.from({ length: F }, (_, index) => 11 + index * 37);
  const groups = featureIds.map((_, index) => groupOf(index, F));

  // Attributions: one profile over prompts per group, mostly by answer, plus noise of each feature's own.
  const profiles = [...GROUPS, 0].map(() => {
    const byStratum = new Map(STRATA.map(([name]) => [name, rng.normal()]));
    return strata.map((name) => 0.04 * (byStratum.get(name) ?? 0) + 0.012 * rng.normal());
  });
  const values = featureIds.map((_, index) => {
    const size = Math.exp(0.5 * rng.normal());
    const sign = rng.uniform() < 0.15 ? -1 : 1;
    const noise = groups[index] === 0 ? 0.06 : 0.016 + 0.02 * rng.uniform();
    return promptIds.map((id) => size * (sign * profiles[groups[index]][id] + noise * rng.normal()) + 0.02);
  });

  const pairs: { a: number; b: number; r: number }[] = [];
  for (let a = 0; a < F; a++) for (let b = a + 1; b < F; b++) pairs.push({ a, b, r: pearson(values[a], values[b]) });
  const edges = pairs.filter((pair) => Math.abs(pair.r) > THRESHOLD);
  const component = components(F, edges);
  const clusters = numbered(groups.map((group, index) => (group === 0 ? -1 - index : group)));
  const kept = clusters.map((cluster) => cluster.size >= 11);
  const degree = featureIds.map(
    (_, index) => edges.filter((edge) => edge.a === index || edge.b === index).length / (F - 1),
  );

  const rank = promptIds.map(() => (rng.uniform() < 0.57 ? 0 : 1 + rng.integer(rng.uniform() < 0.8 ? 12 : 600)));
  const prob = rank.map((value) => (value === 0 ? 0.2 + 0.6 * rng.uniform() : (0.2 * rng.uniform()) / value));
  const baseline = promptIds.map((id) => ({
    prob: prob[id],
    logitDiff: 6 * prob[id] + rng.normal(),
    rank: rank[id],
    entropy: 0.6 + 1.4 * rng.uniform(),
  }));

  const names = (id: number): string => (options.hostile && id % 3 === 0 ? HOSTILE : `Subject ${id}`);
  const length = (id: number): number => TEMPLATE_TOKENS.length + (id % 3);
  const positions = promptIds.flatMap((id) => Array.from({ length: length(id) }, (_, position) => ({ id, position })));
  const active = promptIds.flatMap((id) =>
    featureIds.flatMap((feature, index) => {
      const first = index % 23 === 0;
      const at = first ? [0] : [length(id) - 1, 2 + (index % 5)];
      return at.map((position) => ({
        id,
        feature,
        position,
        activation: first ? 12 : 1 + 3 * rng.uniform(),
        attribution: values[index][id] / at.length,
      }));
    }),
  );
  const measures: readonly (readonly [string, readonly number[]])[] = [
    ['degree', degree],
    ['betweenness', degree.map((value) => 0.02 * value * rng.uniform())],
    [
      'closeness',
      degree.map((value, index) => (component[index].size > 1 ? 0.25 + 0.9 * value + 0.02 * rng.normal() : 0)),
    ],
    ['eigenvector', degree.map((value, index) => (groups[index] === 1 ? value * 0.8 : 0.001 * value))],
  ];
  const metrics: readonly (readonly [string, readonly number[]])[] = [
    [
      'abs_corr_activation',
      featureIds.map(
        (_, index) =>
          1 + pairs.reduce((sum, pair) => sum + (pair.a === index || pair.b === index ? Math.abs(pair.r) : 0), 0),
      ),
    ],
    ['max_activation', values.map((row) => Math.max(...row))],
    ['summed_activation', values.map((row) => row.reduce((sum, value) => sum + value, 0))],
    ['absolute_summed_activation', values.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0))],
    ['std_activation', values.map(deviation)],
  ];
  const cross = <T>(one: readonly T[], many: number): T[] =>
    one.flatMap((item) => Array.from({ length: many }, () => item));
  const flat = <T>(rows: readonly (readonly T[])[]): T[] => rows.flat();
  const tests = [...measures.map(([name]) => name), ...metrics.map(([name]) => name)].filter(
    (name) => name !== 'summed_activation',
  );
  const steering = syntheticSteering(
    featureIds.map((feature_id, index) => ({
      feature_id,
      cluster: clusters[index].cluster,
      kept: kept[index],
      centrality: degree[index],
    })),
    baseline,
    rng,
  );

  return {
    prompt: {
      prompt_id: promptIds,
      text: promptIds.map((id) => `Fact: ${names(id)} plays the sport of`),
      answer: strata,
      answer_token: promptIds.map(() => 7),
      foil: strata.map((_, id) => strata[(id * 7 + 3) % P]),
      foil_token: promptIds.map(() => 8),
      stratum: options.hostile ? strata.map((name) => (name === 'golf' ? HOSTILE : name)) : strata,
      template: promptIds.map(() => 'fact'),
      subject: promptIds.map(names),
      accepted: strata.map((name) => [name]),
      n_tokens: promptIds.map(length),
      logit_diff: baseline.map((row) => row.logitDiff),
      answer_logit: baseline.map((row) => 14 + row.logitDiff),
      answer_prob: prob,
      answer_rank: rank,
      top10_entropy: baseline.map((row) => row.entropy),
    },
    token: {
      prompt_id: positions.map((row) => row.id),
      position: positions.map((row) => row.position),
      token_id: positions.map((row) => row.position),
      token: positions.map((row) =>
        row.position < 3
          ? TEMPLATE_TOKENS[row.position]
          : row.position >= length(row.id) - 4
            ? TEMPLATE_TOKENS[row.position - length(row.id) + 9]
            : names(row.id),
      ),
    },
    attribution: {
      prompt_id: active.map((row) => row.id),
      position: active.map((row) => row.position),
      feature_id: active.map((row) => row.feature),
      activation: active.map((row) => row.activation),
      projection: active.map((row) => row.attribution / row.activation),
      attribution: active.map((row) => row.attribution),
    },
    ledger: ledger(positions, rng.normal),
    feature: {
      feature_id: [...featureIds, 9001],
      prevalence: [...featureIds.map(() => 1), 0.31],
      selected: [...featureIds.map(() => true), false],
      reason: [...featureIds.map(() => null), 'prevalence 0.31 below 1'],
      main_position: [...featureIds.map((_, index) => index % 6), 4],
      constant: [...featureIds.map((_, index) => index % 6 < 2), false],
      before_difference: [...featureIds.map((_, index) => index % 6 < 3), false],
      node: [...featureIds, null],
    },
    prompt_feature_value: {
      prompt_id: flat(featureIds.map(() => promptIds)),
      feature_id: cross(featureIds, P),
      value: flat(values),
    },
    correlation: {
      feature_a: pairs.map((pair) => featureIds[pair.a]),
      feature_b: pairs.map((pair) => featureIds[pair.b]),
      r: pairs.map((pair) => pair.r),
      n: pairs.map(() => P),
      p: pairs.map((pair) => (1 - Math.abs(pair.r)) ** 4),
      q: pairs.map((pair) => (1 - Math.abs(pair.r)) ** 3),
    },
    correlation_scope: {
      features: [F],
      pairs: [pairs.length],
      stored: [pairs.length],
      stored_from: [0],
      q_exact: [1],
    },
    correlation_sum: {
      feature_id: featureIds,
      abs_r: featureIds.map((_, index) =>
        pairs.reduce((sum, pair) => sum + (pair.a === index || pair.b === index ? Math.abs(pair.r) : 0), 0),
      ),
    },
    edge: {
      feature_a: edges.map((edge) => featureIds[edge.a]),
      feature_b: edges.map((edge) => featureIds[edge.b]),
      r: edges.map((edge) => edge.r),
    },
    component: {
      feature_id: featureIds,
      component: component.map((row) => row.cluster),
      size: component.map((row) => row.size),
    },
    sweep: sweepColumns(F, pairs),
    cluster: {
      feature_id: [...featureIds, ...featureIds],
      algorithm: [...cross(['greedy-modularity'], F), ...cross(['louvain'], F)],
      cluster: [...clusters, ...clusters].map((row) => row.cluster),
      size: [...clusters, ...clusters].map((row) => row.size),
      kept: [...kept, ...kept],
    },
    partition: {
      algorithm: cross(['louvain'], 5 * F),
      run: flat([0, 1, 2, 3, 4].map((run) => cross([run], F))),
      seed: flat([0, 1, 2, 3, 4].map((run) => cross([run], F))),
      feature_id: flat([0, 1, 2, 3, 4].map(() => featureIds)),
      cluster: flat(
        [0, 1, 2, 3, 4].map((run) => clusters.map((row) => (run > 0 && rng.uniform() < 0.08 ? 1 : row.cluster))),
      ),
    },
    centrality: {
      feature_id: flat(measures.map(() => featureIds)),
      measure: flat(measures.map(([name]) => cross([name], F))),
      weighted: flat(measures.map(() => cross([false], F))),
      value: flat(measures.map(([, row]) => row)),
    },
    feature_metric: {
      feature_id: flat(metrics.map(() => featureIds)),
      metric: flat(metrics.map(([name]) => cross([name], F))),
      value: flat(metrics.map(([, row]) => row)),
    },
    anova: anova(tests),
    ...steering,
    ...syntheticEvidence(featureIds, pairs, edges, tests, rng),
    ...syntheticSummaries(
      featureIds.flatMap((feature_id, index) =>
        kept[index] ? [{ feature_id, cluster: clusters[index].cluster }] : [],
      ),
      rng,
    ),
    label: {
      feature_id: featureIds,
      label: featureIds.map((id) => (options.hostile ? `${HOSTILE} ${id}` : `words of group ${id % 7}`)),
      source: featureIds.map(() => 'file'),
      link: featureIds.map((id) => `https://www.neuronpedia.org/gpt2-small/7-res-jb/${id}`),
    },
    ...fixedFindings(),
    ...syntheticStability(
      featureIds,
      clusters,
      edges.map(({ a, b }) => [featureIds[a], featureIds[b]]),
      rng,
    ),
  };
}
