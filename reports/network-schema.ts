/** The published JSON Schema of network.json, as text: docs/network.schema.json. */
import { z } from 'zod';
import { networkFileSchema } from './network-file.ts';

export function networkSchemaText(): string {
  const schema = z.toJSONSchema(networkFileSchema);
  return `${JSON.stringify({ ...schema, title: 'network.json of cofire' }, null, 2)}\n`;
}
