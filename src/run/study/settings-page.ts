/** docs/study-file.md: every key of a study file with its values, its defaults and its meaning, from the code that reads it. */
import { z } from 'zod';
import { MEANINGS } from './meanings.ts';
import { PRESETS } from './presets.ts';
import { settingsSchema } from './schema.ts';

const INTRODUCTION = `# The study file

A study file is YAML. Paths are relative to it. \`--set key=value\` overrides a key for one run, as in
\`cofire run studies/sports.yaml --set network.threshold=0.6\`. A key that is not in this table is an error.

\`\`\`yaml
name: sports
preset: seed-exact
model: { path: ../fixtures/sports-model }
sae: { path: ../fixtures/sports-sae }
task: { file: tasks/sports.csv }
network: { threshold: 0.6 } # overrides the preset
\`\`\`

This page is made by \`make docs\`.
`;

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export function settingsPage(): string {
  const header = '| key | values | `seed-exact` | `recommended` | meaning |\n| --- | --- | --- | --- | --- |';
  const rows = leaves(z.toJSONSchema(settingsSchema) as JsonSchema).map(([key, schema]) => {
    const defaults = [PRESETS['seed-exact'], PRESETS.recommended].map((preset) => code(valueAt(preset, key)));
    return `| \`${key}\` | ${valuesOf(schema)} | ${defaults.join(' | ')} | ${meaningOf(key)} |`;
  });
  return [INTRODUCTION, header, ...rows, ''].join('\n');
}

/** Dotted keys with the schema of each value, in the order of the schema. */
function leaves(schema: JsonSchema, prefix = ''): [string, JsonSchema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]): [string, JsonSchema][] => {
    return inner.properties === undefined ? [[prefix + key, inner]] : leaves(inner, `${prefix}${key}.`);
  });
}

function valuesOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => code(value)).join(', ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map(valuesOf).join(', ');
  if (schema.type === 'array' && schema.items !== undefined) return `list of ${valuesOf(schema.items)}`;
  if (schema.type === 'boolean') return '`true`, `false`';
  if (schema.type === 'string') return 'text';
  return [schema.type === 'integer' ? 'whole number' : 'number', ...boundsOf(schema)].join(' ');
}

function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string[] {
  const bounds: string[] = [];
  if (exclusiveMinimum !== undefined) bounds.push(`above ${exclusiveMinimum}`);
  if (minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER) bounds.push(`from ${minimum}`);
  if (exclusiveMaximum !== undefined) bounds.push(`below ${exclusiveMaximum}`);
  if (maximum !== undefined && maximum < 2147483647) bounds.push(`to ${maximum}`);
  return bounds;
}

function valueAt(preset: object, key: string): unknown {
  let value: unknown = preset;
  for (const part of key.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
}

function meaningOf(key: string): string {
  const meaning = MEANINGS[key];
  if (meaning === undefined) throw new Error(`src/run/study/meanings.ts: nothing for the key ${key}`);
  return meaning;
}

function code(value: unknown): string {
  return value === undefined
    ? ''
    : `\`${typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ')}\``;
}
