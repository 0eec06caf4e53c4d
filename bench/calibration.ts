/**
 * False positives and power of the verdict rule on synthetic studies of known truth: `make calibration`. Each confound by itself with
 * nothing planted, then planted alignment of rising strength. Writes docs/calibration.md; takes about 25 minutes on two cores.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PLAIN, type SyntheticOptions, syntheticStudy } from '../src/nulls/synthetic.ts';
import { LEVEL } from '../src/verdict/decide.ts';
import { syntheticVerdict } from '../src/verdict/synthetic-verdict.ts';

/** Fewest replicates with which one replicate above the study still leaves p ≤ 0.025. */
const REPLICATES = 79;
const SESOI = 0.2;
const PROCESSES = 2;

interface Condition {
  readonly name: string;
  readonly change: Partial<SyntheticOptions>;
  readonly runs: number;
}

interface Outcome {
  readonly condition: string;
  readonly hypothesis: string;
  readonly status: string;
  readonly p: number;
}

function conditions(runs: number): Condition[] {
  const alone = (name: string, change: Partial<SyntheticOptions>): Condition => ({ name, change, runs });
  const planted = [0.7, 0.8, 0.9, 0.95, 1].map((aligned): Condition => ({ name: `planted ${aligned}`, change: { aligned }, runs: Math.ceil(runs / 4) })); // biome-ignore format: one line
  return [
    alone('shared gradient', {}),
    alone('gain', { gain: 0.5 }),
    alone('unbalanced answers', { unbalanced: true }),
    alone('template features', { template: 0.5 }),
    alone('feature splitting', { splitting: true }),
    ...planted,
  ];
}

async function compute(runs: number, part: number): Promise<void> {
  for (const { name, change, runs: count } of conditions(runs)) {
    for (let seed = part; seed < count; seed += PROCESSES) {
      const study = syntheticStudy({ ...PLAIN, ...change, seed });
      const rows = await syntheticVerdict(study, { replicates: REPLICATES, sesoi: SESOI });
      for (const { hypothesis, status, p } of rows.filter((row) => ['H1', 'H3'].includes(row.hypothesis)))
        process.stdout.write(`${JSON.stringify({ condition: name, hypothesis, status, p })}\n`);
    }
  }
}

async function collect(runs: number): Promise<Outcome[]> {
  const self = fileURLToPath(import.meta.url);
  const texts = await Promise.all(
    Array.from({ length: PROCESSES }, (_, part) => {
      const child = spawn(process.execPath, ['--import', 'tsx', self, String(runs), String(part)], { stdio: ['ignore', 'pipe', 'inherit'] }); // biome-ignore format: one line
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      return new Promise<string>((resolve, reject) => {
        child.on('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(`calibration: a process ended with status ${code}`)))); // biome-ignore format: one line
      });
    }),
  );
  return texts.flatMap((text) => text.split('\n').filter((line) => line !== '').map((line): Outcome => JSON.parse(line))); // biome-ignore format: one line
}

function page(outcomes: readonly Outcome[], runs: number): string {
  const share = (rows: readonly Outcome[], hit: (row: Outcome) => boolean): string =>
    rows.length === 0 ? '' : `${rows.filter(hit).length} of ${rows.length}`;
  const lines = conditions(runs).map(({ name }) => {
    const of = (hypothesis: string) =>
      outcomes.filter((row) => row.condition === name && row.hypothesis === hypothesis);
    const [h1, h3] = [of('H1'), of('H3')];
    const supported = (row: Outcome): boolean => row.status === 'supported';
    const small = (row: Outcome): boolean => row.p !== null && row.p <= LEVEL;
    return `| ${name} | ${share(h1, supported)} | ${share(h1, small)} | ${share(h3, supported)} | ${share(h3, small)} |`;
  });
  return `# Calibration of the verdict rule

Made by \`make calibration\`. Synthetic studies of 48 features, 80 prompts and 8 answers in which features have nothing to do with each
other beyond what each row names, then with planted alignment: three groups of twelve features whose directions, within the
span of the gradient, correlate with one direction of their group by that much. ${REPLICATES} replicates of each decisive null; smallest effect of interest ${SESOI}.
A true rate of 5 % gives more than 16 of 200 in 2 % of such checks. \`supported\` is the whole rule, held-out prompts included; the
columns beside it count p ≤ ${LEVEL} under all decisive nulls on the prompts that found it.

| condition | H1 supported | H1 p small | H3 supported | H3 p small |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

const [runs, part] = [Number(process.argv[2] ?? 200), process.argv[3]];
if (part !== undefined) await compute(runs, Number(part));
else writeFileSync(fileURLToPath(new URL('../docs/calibration.md', import.meta.url)), page(await collect(runs), runs));
