/** docs/study-file.md: every key of a study file with its values, its defaults and its meaning, from the literals that read it. */
import type { AnalysisSettings } from '../analysis.ts';
import { dictionary } from './dictionary-settings.ts';
import { hasPresets, type Leaf, leavesOf, PRESETS } from './leaf.ts';
import { shortOf } from './short-form.ts';
import { study } from './study-settings.ts';
import type { NumberType, Type } from './types.ts';

const INTRODUCTION = `# The study file

A study file is YAML. Paths are relative to it. \`--set key=value\` overrides a key for one run, as in
\`cofire run studies/sports.yaml --set network.threshold=0.6\`. A key that is not on this page is an error.

\`\`\`yaml
name: sports
preset: seed-exact
model: { path: ../fixtures/sports-model }
sae: { path: ../fixtures/sports-sae }
task: { file: tasks/sports.csv }
network: { threshold: 0.6 } # overrides the preset
\`\`\`

This is the short form: one dictionary, named \`sae\`, and the analysis SHORT. In the long form the same study is

\`\`\`yaml
name: sports
model: { path: ../fixtures/sports-model }
dictionaries:
  sae: { path: ../fixtures/sports-sae }
task: { file: tasks/sports.csv }
analyses:
  SHORT: { on: sae, preset: seed-exact, network: { threshold: 0.6 } }
\`\`\`

- \`dictionaries\` is a map of names: small letters, digits and underscores. \`sae: …\` is short for one named \`sae\`. One with
  \`layers\` stands for a dictionary a layer, and its name for all of them.
- \`analyses\` is a map of names with their keys, or a list of names. \`on\` names the dictionaries of an analysis: a name or a list of
  names; without it, all. Under SHORT each of them has tables of its own: the first in the schema \`main\`, every other in a
  schema of its name.
- \`preset\` and the blocks of SHORT may stand at the top as well, but no key in both places. \`attribution.contrast\` at the top is
  the contrast of every analysis; under an analysis it holds for that one.
- \`--set\` takes a key in either form, whichever the file is in.

This page is made by \`make docs\`.
`;

const HEADER = `| key | values | ${PRESETS.map((name) => `\`${name}\``).join(' | ')} | meaning |\n| --- | --- | --- | --- | --- |`;

export function settingsPage(analyses: readonly AnalysisSettings[]): string {
  const short = shortOf(analyses);
  const shown = analyses
    .filter(({ implied }) => implied !== true)
    .sort((one, other) => Number(other === short) - Number(one === short) || (one.name < other.name ? -1 : 1));
  return [
    INTRODUCTION.replaceAll('SHORT:', `${short?.name}:`).replaceAll('SHORT', `\`${short?.name}\``),
    '## The study\n',
    table(leavesOf(study.children)),
    '## A dictionary\n\nUnder `sae`, or under its name in `dictionaries`.\n',
    table(leavesOf(dictionary.children, 'sae.')),
    ...shown.flatMap((analysis) => [
      `## The analysis \`${analysis.name}\`\n`,
      ...(hasPresets(analysis.settings) ? [PRESET] : []),
      table(leavesOf(analysis.settings.children)),
    ]),
  ].join('\n');
}

const PRESET = `\`preset\` is ${PRESETS.map((name) => `\`${name}\``).join(' or ')}: the set of defaults that the keys below override. It has to be given.\n`;

function table(leaves: readonly [string, Leaf][]): string {
  const rows = leaves.map(([key, { type, defaults, meaning }]) => {
    const values = PRESETS.map((preset) => code(defaults?.[preset]));
    return `| \`${key}\` | ${valuesOf(type)} | ${values.join(' | ')} | ${meaning} |`;
  });
  return [HEADER, ...rows, ''].join('\n');
}

function valuesOf(type: Type): string {
  switch (type.kind) {
    case 'choice':
      return type.of.map((name) => code(name)).join(', ');
    case 'either':
      return type.of.map(valuesOf).join(', ');
    case 'list':
      return `list of ${valuesOf(type.of)}`;
    case 'flag':
      return '`true`, `false`';
    case 'text':
      return type.shown ?? 'text';
    case 'number':
      return [type.whole === true ? 'whole number' : 'number', ...boundsOf(type)].join(' ');
  }
}

function boundsOf({ least, most, above, below }: NumberType): string[] {
  return [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(least === undefined ? [] : [`from ${least}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(most === undefined || most >= 2147483647 ? [] : [`to ${most}`]),
  ];
}

function code(value: unknown): string {
  return value === undefined
    ? ''
    : `\`${typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ')}\``;
}
