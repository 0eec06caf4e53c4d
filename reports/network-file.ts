/**
 * network.json: everything the viewer shows, in one file that stands on its own. This is its published schema;
 * docs/network.schema.json is generated from it and checked by a test.
 */

import * as z from 'zod';

const nullableNumber = z.number().nullable();

export const networkFileSchema = z.strictObject({
  format: z.literal('cofire-network'),
  version: z.literal(1),
  generator: z.strictObject({ name: z.literal('cofire'), version: z.string() }),
  study: z.strictObject({
    name: z.string(),
    seed: nullableNumber,
    model: z.string(),
    sae: z.string(),
    toy: z.boolean().describe('the model is the small one bundled with cofire'),
  }),
  rule: z.strictObject({
    threshold: z.number().describe('edges below it are not in this file'),
    strict: z.boolean(),
    sign: z.enum(['absolute', 'positive']),
  }),
  algorithm: z.string().describe('community algorithm of the clusters'),
  layout: z.strictObject({ algorithm: z.literal('forceatlas2'), seed: z.number(), iterations: z.number() }),
  measures: z
    .array(
      z.strictObject({ name: z.string(), kind: z.enum(['centrality', 'metric', 'stability', 'evidence', 'count']) }),
    )
    .describe('names of the numbers in each node’s values, in the same order'),
  nulls: z.array(z.string()).describe('nulls that every edge was asked about; empty when none was run'),
  prompts: z.array(z.strictObject({ id: z.number().int(), text: z.string(), answer: z.string(), stratum: z.string() })),
  nodes: z.array(
    z.strictObject({
      id: z.number().int().describe('the SAE’s own feature index'),
      label: z.string().nullable(),
      link: z.string().nullable().describe('the feature’s page on Neuronpedia'),
      promoted: z.array(z.string()).describe('tokens its direction raises most, strongest first'),
      suppressed: z.array(z.string()),
      x: z.number(),
      y: z.number(),
      cluster: z.number().int().nullable(),
      kept: z.boolean().describe('its cluster has at least the study’s smallest size'),
      component: z.number().int().nullable(),
      component_size: z.number().int().nullable(),
      values: z.array(nullableNumber),
      strip: z.array(z.number()).describe('attribution on each prompt, logits; empty in large studies'),
      profile: z.array(z.number()).describe('mean size of the attribution at each position, logits'),
    }),
  ),
  edges: z.array(
    z.strictObject({
      a: z.number().int(),
      b: z.number().int(),
      r: z.number(),
      q: nullableNumber.describe('Benjamini-Hochberg over all pairs'),
      present: nullableNumber.describe('share of repeats on subsampled prompts whose network has the edge'),
      survives: z.array(z.number().int()).describe('positions in nulls of those it survives with q ≤ 0.05'),
      survives_decisive: z.boolean().nullable().describe('every decisive null; null where one of them was not run'),
    }),
  ),
  sweep: z
    .array(z.strictObject({ threshold: z.number(), ari: nullableNumber }))
    .describe(
      'adjusted Rand index of the clusters that unweighted greedy modularity finds at each threshold with the study’s own, which its algorithm found at its threshold',
    ),
});

export type NetworkFile = z.infer<typeof networkFileSchema>;
export type NetworkNode = NetworkFile['nodes'][number];
export type NetworkEdge = NetworkFile['edges'][number];

/** Where the files of a network stand in a run folder. @param marks what tells the names of its chapter from those of others */
export function networkPaths(marks: readonly string[]): {
  readonly page: string;
  readonly json: string;
  readonly gexf: string;
} {
  const name = networkName(marks);
  return { page: `report/${name}.html`, json: `${name}.json`, gexf: `${name}.gexf` };
}

/** Without an ending. */
export function networkName(marks: readonly string[]): string {
  return ['network', ...marks].join('-');
}
