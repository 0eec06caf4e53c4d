/**
 * A layered graph as an analysis hands it over: nodes in rows (layers, the first at the bottom) and columns (tokens, positions
 * or heads), directed weighted edges from a lower row to a higher one, and every number that a reader may ask for beside
 * them. Sign is the sign of the weight, stored once. Where the nodes are drawn is layout.ts's, never the analysis's.
 */

import * as z from 'zod';
import { N_CLUSTER_COLOURS } from '../palette.ts';

const nullableNumber = z.number().nullable();

const measureSchema = z.strictObject({
  name: z.string(),
  as: z.enum(['number', 'signed', 'percent', 'p', 'count']).describe('how its values are written'),
  slider: z.boolean().describe('the reader can hide what is smaller; an undefined value is hidden by any such limit'),
});

/** Names of numbers, in the order in which each item's values stand. */
const measures = z.array(measureSchema);

const colour = z.number().int().min(0).max(N_CLUSTER_COLOURS);

const nodeSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().describe('what the box says first, such as 4.7780'),
  label: z.string().nullable(),
  link: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .describe('the page of the feature'),
  kind: z.number().int().describe('position in node_kinds'),
  row: z.number().int().describe('position in rows'),
  column: z.number().int().describe('position in columns; 0 where there are none'),
  values: z.array(nullableNumber).describe('node_measures; the first is written in the box'),
  strip: z.array(z.number()).describe('one number for each of tokens, at least 0; empty when there is none'),
  lists: z.array(z.strictObject({ name: z.string(), items: z.array(z.string()) })).describe('such as promoted tokens'),
});

const edgeSchema = z.strictObject({
  source: z.string(),
  target: z.string(),
  kind: z.number().int().describe('position in edge_kinds'),
  weight: z.number().describe('its sign is the sign of the edge, its size the width'),
  values: z.array(nullableNumber).describe('edge_measures'),
});

const pathSchema = z.strictObject({
  name: z.string(),
  nodes: z.array(z.string()).min(2),
  values: z.array(nullableNumber).describe('path_measures'),
  compared: z
    .strictObject({
      measures,
      rows: z.array(z.strictObject({ name: z.string(), values: z.array(nullableNumber) })),
    })
    .nullable()
    .describe('a table beside the path, such as tokens with and without it'),
});

export const layeredGraphSchema = z.strictObject({
  name: z.string(),
  rows: z.array(z.string()).min(1).describe('labels, the first row at the bottom'),
  columns: z.array(z.string()).describe('labels from left to right; empty when a row is one line of nodes'),
  tokens: z.array(z.string()).describe('the tokens that strips speak of'),
  node_kinds: z
    .array(z.strictObject({ name: z.string(), colour, shape: z.enum(['box', 'round', 'dashed']) }))
    .min(1)
    .describe('colour is that of a cluster of the same number, 0 is grey'),
  edge_kinds: z
    .array(z.strictObject({ name: z.string(), colour: colour.nullable(), dashed: z.boolean() }))
    .min(1)
    .describe('colour null: by sign'),
  weight: measureSchema.omit({ slider: true }),
  node_measures: measures,
  edge_measures: measures,
  path_measures: measures,
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  paths: z.array(pathSchema),
});

export type LayeredGraph = z.infer<typeof layeredGraphSchema>;
export type LayeredNode = LayeredGraph['nodes'][number];
export type LayeredEdge = LayeredGraph['edges'][number];
export type Measure = z.infer<typeof measureSchema>;

const placeSchema = z.strictObject({
  x: z.number().describe('middle, from the left'),
  y: z.number().describe('middle, from the top'),
  width: z.number(),
});

/**
 * The file of a layered graph: the graph, and the place of every node, computed once when the report is built, so that the
 * picture never changes and no layout code ships to the reader. docs/layered.schema.json is generated from this schema.
 */
export const layeredFileSchema = z.strictObject({
  format: z.literal('cofire-layered'),
  version: z.literal(1),
  generator: z.strictObject({ name: z.literal('cofire'), version: z.string() }),
  graph: layeredGraphSchema,
  layout: z.strictObject({
    width: z.number(),
    height: z.number(),
    rows: z.array(z.number()).describe('y of each row'),
    columns: z.array(z.strictObject({ left: z.number(), right: z.number() })),
    places: z.array(placeSchema).describe('in the order of the nodes'),
    crossings: z
      .number()
      .int()
      .nullable()
      .describe('pairs of edges that cross; null where they were too many to count'),
  }),
});

export type LayeredFile = z.infer<typeof layeredFileSchema>;
export type Layout = LayeredFile['layout'];
