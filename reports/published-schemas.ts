/** The published JSON Schemas of what a report writes, as text, by the name of their page in docs/. */
import * as z from 'zod';
import { layeredFileSchema } from './layered/graph.ts';
import { networkFileSchema } from './network-file.ts';

export const PUBLISHED_SCHEMAS: Readonly<Record<string, string>> = {
  'network.schema.json': textOf(networkFileSchema, 'network.json of cofire'),
  'layered.schema.json': textOf(layeredFileSchema, 'a layered graph of cofire'),
};

function textOf(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ ...z.toJSONSchema(schema), title }, null, 2)}\n`;
}
