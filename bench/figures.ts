/**
 * The section "Figures" of docs/speed.md, made of bench/results/*.json: each target beside what was measured last, and beside its peer in
 * the same run. record() of results.ts and `make docs` write it, a test holds it to the results. What has no result is "not measured".
 */
import type { NetworkRow } from './network/peer.ts';

/** A result file by its name, undefined where there is none. */
export type Read = (name: string) => unknown;

interface Row {
  readonly what: string;
  readonly target: string;
  /** Undefined: not measured, or not the peer. */
  readonly found?: {
    readonly cofire: string;
    readonly peer?: string;
    readonly ratio?: string;
    readonly met: boolean | string;
  };
}

type Numbers = Readonly<Record<string, number>>;

interface EngineRow {
  readonly what: string;
  readonly cofire?: Numbers;
  readonly pytorch?: Numbers;
}

interface Engine {
  readonly rows?: readonly EngineRow[];
  readonly productGflopsPerCpuSecond?: readonly number[];
  readonly parity?: { readonly tolerance: number; readonly tensors: readonly { readonly cofire: number; readonly pytorchFloat32: number }[] }; // biome-ignore format: one line
}

interface Correlation {
  readonly rows: readonly {
    readonly cells: string;
    readonly cofire: Numbers;
    readonly numpy?: Numbers;
    readonly scipy?: Numbers;
  }[];
}

interface Viewer {
  readonly software: boolean;
  readonly rows: readonly { readonly nodes: number; readonly edges: number; readonly drag: Numbers; readonly zoom: Numbers }[]; // biome-ignore format: one line
}

interface Start {
  readonly rows: readonly { readonly what: string; readonly milliseconds: number; readonly node: number; readonly ratio: number }[]; // biome-ignore format: one line
}

interface Nulls {
  /** That were measured; the seconds are those of 1,000. */
  readonly replicates: number;
  readonly rows: readonly { readonly halves: boolean; readonly kind: string; readonly seconds: number }[];
}

const HEADING = '## Figures\n';
/** Steered evaluations of `seed-exact` on the 57 prompts of the published study, 65 features kept in 3 clusters, 32 sets a cell. */
export const EVALUATIONS = 166_000;

/** The page with this section anew. */
export function withFigures(page: string, read: Read): string {
  const from = page.indexOf(HEADING);
  if (from < 0) throw new Error(`docs/speed.md: no line "${HEADING.trim()}", expected one to write the figures under`);
  const next = page.indexOf('\n## ', from);
  return page.slice(0, from) + figuresSection(read) + (next < 0 ? '' : page.slice(next));
}

export function figuresSection(read: Read): string {
  const rows = [...engineRows(read('gpt2-small') as Engine | undefined), ...otherRows(read)];
  const cells = rows.map(({ what, target, found }) => {
    const { cofire = 'not measured', peer = '', ratio = '', met = '' } = found ?? {};
    return `| ${[what, target, cofire, peer, ratio, typeof met === 'string' ? met : yes(met)].join(' | ')} |`;
  });
  return `${HEADING}
Written by \`make bench\` from \`bench/results/\`; the rest of this page is by hand. Each figure stands beside its peer in the same run. Seconds of network
kernels are the processor's, the others by the clock.

| what | target | cofire | peer | cofire / peer | met |
| --- | --- | --- | --- | --- | --- |
${cells.join('\n')}
${scaledNulls(read('nulls') as Nulls | undefined)}
${networkTable(read)}

${provenance(read)}
`;
}

const yes = (met: boolean): string => (met ? 'yes' : '**no**');
const seconds = (s: number): string => `${s < 1 ? s.toPrecision(2) : s.toFixed(1)} s`;
const gib = (mib: number): string => `${(mib / 1024).toFixed(2)} GiB`;
/** As printed, so that the verdict is that of the figures shown. */
const ratioOf = (own: number, other: number): number => Number((own / other).toFixed(2));

function engineRows(engine: Engine | undefined): Row[] {
  const row = (what: string): EngineRow | undefined => engine?.rows?.find((found) => found.what === what);
  const [steering, attribution] = [row('steering'), row('attribution')];
  const { parity } = engine ?? {};
  const worst = (key: 'cofire' | 'pytorchFloat32'): number =>
    Math.max(...(parity?.tensors ?? []).map((tensor) => tensor[key]));
  const [speed, theirs] = [steering?.cofire?.evaluationsPerSecond, steering?.pytorch?.evaluationsPerSecond];
  const product = engine?.productGflopsPerCpuSecond?.reduce((sum, rate, _, all) => sum + rate / all.length, 0);
  const share = product && steering?.cofire ? steering.cofire.gflopPerCpuSecond / product : undefined;
  const [cold, coldTheirs] = [attribution?.cofire, attribution?.pytorch];
  const minutes = speed && EVALUATIONS / speed / 60;
  return [
    {
      what: 'numbers at GPT-2 small’s size, largest difference from PyTorch in float64',
      target: '≤ 1e-4 of scale',
      ...(parity && { found: { cofire: worst('cofire').toExponential(1), peer: `PyTorch float32 ${worst('pytorchFloat32').toExponential(1)}`, met: worst('cofire') <= parity.tolerance } }), // biome-ignore format: one line
    },
    {
      what: 'steering, evaluations a second',
      target: '≥ 3 × PyTorch',
      ...(speed && { found: { cofire: speed.toFixed(0), ...(theirs && { peer: `PyTorch ${theirs.toFixed(0)}`, ratio: (speed / theirs).toFixed(2) }), met: theirs ? ratioOf(speed, theirs) >= 3 : '' } }), // biome-ignore format: one line
    },
    {
      what: 'steering, share of the rate of large matrix products, per CPU second',
      target: '≥ 70 %',
      ...(share && { found: { cofire: `${(100 * share).toFixed(0)} %`, met: share >= 0.7 } }),
    },
    {
      what: `the steering of a \`seed-exact\` study of 57 prompts, 65 features in 3 clusters and 32 sets a cell, ${EVALUATIONS.toLocaleString('en')} evaluations, at that rate`,
      target: 'study ≤ 15 min',
      ...(minutes && { found: { cofire: `${minutes.toFixed(1)} min`, met: minutes <= 15 ? 'steering alone' : false } }),
    },
    {
      what: 'attributions of 100 prompts, from nothing',
      target: '≤ 0.6 × PyTorch',
      ...(cold && { found: { cofire: seconds(cold.seconds), ...(coldTheirs && { peer: `PyTorch ${seconds(coldTheirs.seconds)}`, ratio: (cold.seconds / coldTheirs.seconds).toFixed(2) }), met: coldTheirs ? ratioOf(cold.seconds, coldTheirs.seconds) <= 0.6 : '' } }), // biome-ignore format: one line
    },
    {
      what: 'their memory',
      target: '≤ 1.5 GiB',
      ...(cold && { found: { cofire: gib(cold.peakMiB), ...(coldTheirs && { peer: `PyTorch ${gib(coldTheirs.peakMiB)}` }), met: cold.peakMiB <= 1536 } }), // biome-ignore format: one line
    },
  ];
}

/** Of the commands that people wait for, and the slowest of help and version: a ratio is the median of pairs, not that of the medians beside it. */
function startRows(start: Start | undefined): Row[] {
  type Command = Start['rows'][number];
  const commandOf = ({ what }: Command): string => what.split(' ')[1];
  const shown = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;
  const foundOf = ({ milliseconds, node, ratio }: Command, met: boolean): Row['found'] => ({ cofire: shown(milliseconds), peer: `node ${shown(node)}`, ratio: ratio.toFixed(2), met }); // biome-ignore format: one line
  const others: readonly (readonly [command: string, what: string, most?: number])[] = [
    ['status', '`cofire status`', 4],
    ['sql', '`cofire sql` with one row', 6],
    ['check', '`cofire check` of the bundled study'],
  ];
  const shows = start?.rows.filter((row) => !others.some(([command]) => command === commandOf(row)));
  const slowest = shows?.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return [
    {
      what: 'help and version, the slowest of them',
      target: '≤ 2 × `node -e 0`',
      ...(slowest && { found: foundOf(slowest, slowest.ratio <= 2) }),
    },
    ...others.map(([command, what, most]) => {
      const row = start?.rows.find((one) => commandOf(one) === command);
      const met = row !== undefined && (most === undefined ? row.milliseconds <= 1000 : row.ratio <= most);
      return {
        what,
        target: most === undefined ? '≤ 1 s' : `≤ ${most} × \`node -e 0\``,
        ...(row && { found: foundOf(row, met) }),
      };
    }),
  ];
}

function otherRows(read: Read): Row[] {
  const correlation = read('correlation') as Correlation | undefined;
  const nulls = read('nulls') as Nulls | undefined;
  const viewer = read('viewer') as Viewer | undefined;
  const study = read('study') as { seconds: number; peakMiB: number } | undefined;
  const frames = viewer?.rows.find(({ nodes }) => nodes === 2000);
  const slowest = Math.max(...(nulls?.rows ?? []).filter(({ halves }) => halves).map((row) => row.seconds));
  const drawn = viewer?.software ? ' (drawn in software)' : '';
  const pairs = (cells: string): Row => {
    const found = correlation?.rows.find((row) => row.cells === cells);
    const { cofire, numpy } = found ?? {};
    return {
      what: `correlations of 24,576 features × 1,000 prompts above 0.7, ${cells}`,
      target: '≤ 1 × blocked numpy, ≤ 1.5 GiB',
      ...(cofire && { found: { cofire: `${seconds(cofire.seconds)}, ${cofire.gib.toFixed(2)} GiB`, ...(numpy && { peer: `numpy ${seconds(numpy.seconds)}, ${numpy.gib.toFixed(2)} GiB`, ratio: (cofire.seconds / numpy.seconds).toFixed(2) }), met: numpy ? ratioOf(cofire.seconds, numpy.seconds) <= 1 && cofire.gib <= 1.5 : '' } }), // biome-ignore format: one line
    };
  };
  return [
    ...startRows(read('start') as Start | undefined),
    pairs('silent on most prompts'),
    pairs('every cell filled'),
    {
      what: '1,000 replicates of a null with its held-out halves, 175 features × 100 prompts × 768, the slowest kind',
      target: '≤ 60 s',
      ...(nulls && {
        found: { cofire: `${seconds(slowest)}${nulls.replicates < 1000 ? '*' : ''}`, met: slowest <= 60 },
      }),
    },
    {
      what: 'the bundled study, from nothing to its report',
      target: '≤ 120 s',
      ...(study && { found: { cofire: `${study.seconds.toFixed(0)} s`, met: study.seconds <= 120 } }),
    },
    {
      what: `the viewer at 2,000 nodes and 20,000 edges, frames a second dragged and zoomed${drawn}`,
      target: '≥ 30',
      ...(frames && { found: { cofire: `${frames.drag.fps.toFixed(0)} and ${frames.zoom.fps.toFixed(0)}`, met: Math.min(frames.drag.fps, frames.zoom.fps) >= 30 } }), // biome-ignore format: one line
    },
  ];
}

function scaledNulls(nulls: Nulls | undefined): string {
  if (nulls === undefined || nulls.replicates >= 1000) return '';
  return `\n\\* from ${nulls.replicates} replicates, each as much work as another, and scaled to 1,000.\n`;
}

function networkTable(read: Read): string {
  const network = read('network') as { nodes: number; edges: number; rows: readonly NetworkRow[] } | undefined;
  if (network === undefined) return 'Network kernels: not measured.';
  const lines = network.rows.map(({ kernel, cofire, igraph, networkx }) => {
    const level = igraph && ratioOf(cofire.cpu, igraph.cpu);
    const times = networkx && Number((networkx.cpu / cofire.cpu).toPrecision(3));
    const scaled = networkx?.sources === undefined ? '' : '*';
    const own = [seconds(cofire.cpu), seconds(cofire.first)];
    const one = [igraph ? seconds(igraph.cpu) : '', level?.toFixed(2) ?? '', level === undefined ? '' : yes(level <= 1)]; // biome-ignore format: one line
    const two = [networkx ? `${seconds(networkx.cpu)}${scaled}` : '', times?.toString() ?? '', times === undefined ? '' : yes(times >= 20)]; // biome-ignore format: one line
    return `| ${[kernel, ...own, ...one, ...two].join(' | ')} |`;
  });
  const sources = Math.max(0, ...network.rows.map((row) => row.networkx?.sources ?? 0));
  return `Network kernels at ${network.nodes.toLocaleString('en')} nodes and ${network.edges.toLocaleString('en')} edges, one thread, median of rounds by turns. Targets: level with igraph, twenty times as fast as networkx.

| kernel | cofire | first call | igraph | cofire / igraph | level | networkx | networkx / cofire | 20 × |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

\\* from ${sources} of the sources that it sums over, each as much work as another, and scaled to all. igraph's Leiden is run until its Q stops rising, as cofire's is.`;
}

/** When and where each result was measured. */
function provenance(read: Read): string {
  const names = ['gpt2-small', 'correlation', 'network', 'nulls', 'study', 'viewer', 'start'];
  const lines = names.flatMap((name) => {
    const found = read(name) as { date: string; machine: { cpu?: string; cores: number }; load?: readonly number[]; peers?: Readonly<Record<string, string>> } | undefined; // biome-ignore format: one line
    if (found === undefined) return [];
    const { cpu, cores } = found.machine;
    const load = found.load === undefined ? '' : `, load ${found.load.map((value) => value.toFixed(1)).join(' before and ')} after`; // biome-ignore format: one line
    const peers = Object.entries(found.peers ?? {}).map(([peer, version]) => `, ${peer} ${version}`);
    return [`- \`${name}.json\`: ${found.date.slice(0, 10)}, ${cores} cores of ${cpu}${load}${peers.join('')}`];
  });
  return `Measured:\n\n${lines.join('\n')}`;
}
