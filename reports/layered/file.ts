/**
 * The file of a layered graph: the graph, and the place of every node, computed once when the report is built, so that the
 * picture never changes and no layout code ships to the reader. docs/layered.schema.json is generated from this schema.
 */
import { z } from 'zod';
import { layeredGraphSchema } from './graph.ts';

const placeSchema = z.strictObject({
  x: z.number().describe('middle, from the left'),
  y: z.number().describe('middle, from the top'),
  width: z.number(),
});

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
export type Place = Layout['places'][number];
