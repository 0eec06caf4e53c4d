/** The published JSON Schema of a layered graph's file, as text: docs/layered.schema.json. */
import { z } from 'zod';
import { layeredFileSchema } from './file.ts';

export function layeredSchemaText(): string {
  const schema = z.toJSONSchema(layeredFileSchema);
  return `${JSON.stringify({ ...schema, title: 'a layered graph of cofire' }, null, 2)}\n`;
}
