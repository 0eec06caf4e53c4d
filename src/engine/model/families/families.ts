/** The supported architectures, and which of them a config.json describes. */
import { StudyError } from '../../../errors.ts';
import type { Json } from '../config.ts';
import type { Family } from './family.ts';
import { gptNeox } from './gpt-neox.ts';
import { gpt2 } from './gpt2.ts';

export const FAMILIES: readonly Family[] = [gpt2, gptNeox];

/** By `model_type`, or by `architectures` where the file has none. @param where the file's path, for messages */
export function familyOf(json: Json, where: string): Family {
  const { model_type: type, architectures } = json;
  const classes: readonly unknown[] = Array.isArray(architectures) ? architectures : [];
  const family = FAMILIES.find(({ modelType, classes: own }) =>
    type === undefined ? own.some((name) => classes.includes(name)) : modelType === type,
  );
  if (family !== undefined) return family;
  const named = classes.length === 0 ? '' : ` and architectures ${JSON.stringify(classes)}`;
  const found = type === undefined ? `no model_type${named}` : `model_type ${JSON.stringify(type)}`;
  const known = FAMILIES.map(({ title, modelType }) => `"${modelType}" (${title})`).join(' or ');
  throw new StudyError({
    where,
    found,
    expected: `model_type ${known}`,
    fix: 'Other architectures are not supported.',
  });
}
