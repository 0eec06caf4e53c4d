import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figuresSection, type Read, withFigures } from '../../bench/figures.ts';
import { readResult } from '../../bench/results.ts';

/** Cells of the row that begins so. */
function rowOf(read: Read, what: string): string[] {
  const line = figuresSection(read)
    .split('\n')
    .find((text) => text.startsWith(`| ${what}`));
  if (line === undefined) throw new Error(`no row ${what}`);
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const machine = { cpu: 'a processor', cores: 2, threads: 2, node: 'v20' };
const common = { date: '2026-01-02T03:04:05.000Z', machine, load: [0.5, 2] };
const timed = (cpu: number) => ({ seconds: 2 * cpu, cpu, value: 1, first: 3 * cpu });
const steering = (rate: number, pytorch?: number) => ({
  ...common,
  productGflopsPerCpuSecond: [90, 110],
  rows: [{ what: 'steering', cofire: { evaluationsPerSecond: rate, gflopPerCpuSecond: 70 }, pytorch: pytorch && { evaluationsPerSecond: pytorch } }], // biome-ignore format: one line
});
const only =
  (wanted: string, result: unknown): Read =>
  (name) =>
    name === wanted ? result : undefined;

describe('docs/speed.md', () => {
  it('shows the committed results: run `make docs` after a change of bench/results', () => {
    const page = readFileSync('docs/speed.md', 'utf8');
    expect(withFigures(page, readResult)).toBe(page);
  });
});

describe('withFigures', () => {
  it('writes its own section and leaves the others', () => {
    const page = '# Speed\n\nabove\n\n## Figures\n\nold\n\n## Steering\n\nbelow\n';
    const written = withFigures(page, () => undefined);
    expect(written.startsWith('# Speed\n\nabove\n\n## Figures\n\nWritten by `make bench`')).toBe(true);
    expect(written.endsWith('\n\n## Steering\n\nbelow\n')).toBe(true);
    expect(written).not.toContain('old');
    expect(withFigures(written, () => undefined)).toBe(written);
    expect(withFigures('## Figures\n', () => undefined)).toBe(figuresSection(() => undefined));
  });

  it('refuses a page without the heading', () => {
    expect(() => withFigures('# Speed\n', () => undefined)).toThrow('no line "## Figures"');
  });
});

describe('figuresSection', () => {
  it('says of everything without a result that it was not measured', () => {
    const section = figuresSection(() => undefined);
    const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what'));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows.slice(1)) expect(row).toContain('| not measured |');
    expect(section).toContain('Network kernels: not measured.');
    expect(section).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('sets each figure beside its target and its peer', () => {
    expect(rowOf(only('gpt2-small', steering(284, 182)), 'steering, evaluations')).toEqual([
      'steering, evaluations a second',
      '≥ 3 × PyTorch',
      '284',
      'PyTorch 182',
      '1.56',
      '**no**',
    ]);
    expect(rowOf(only('gpt2-small', steering(300, 100)), 'steering, evaluations').slice(4)).toEqual(['3.00', 'yes']);
    expect(rowOf(only('gpt2-small', steering(300, 100)), 'steering, share').slice(2)).toEqual(['70 %', '', '', 'yes']);
    expect(rowOf(only('gpt2-small', steering(166_000 / 60 / 16, 100)), 'the steering').slice(2)).toEqual(['16.0 min', '', '', '**no**']); // biome-ignore format: one line
  });

  it('judges nothing that had no peer', () => {
    expect(rowOf(only('gpt2-small', steering(284)), 'steering, evaluations').slice(2)).toEqual(['284', '', '', '']);
  });

  it('judges kernels as the ratio is printed, and marks what is scaled from some sources', () => {
    const row = (kernel: string, cofire: number, igraph: number, networkx?: object) => ({ kernel, cofire: timed(cofire), igraph: timed(igraph), networkx }); // biome-ignore format: one line
    const rows = [
      row('level', 1.004, 1),
      row('slower', 1.006, 1),
      row('sampled', 1, 2, { ...timed(20), sources: 20 }),
      row('whole', 1, 2, timed(19.94)),
    ];
    const read = only('network', { ...common, peers: { igraph: '0.10' }, nodes: 5000, edges: 100_000, rows });
    expect(rowOf(read, 'level').slice(3)).toEqual(['1.0 s', '1.00', 'yes', '', '', '']);
    expect(rowOf(read, 'slower').slice(4, 6)).toEqual(['1.01', '**no**']);
    expect(rowOf(read, 'sampled').slice(6)).toEqual(['20.0 s*', '20', 'yes']);
    expect(rowOf(read, 'whole').slice(6)).toEqual(['19.9 s', '19.9', '**no**']);
    expect(figuresSection(read)).toContain('5,000 nodes and 100,000 edges');
    expect(figuresSection(read)).toContain('- `network.json`: 2026-01-02, 2 cores of a processor, load 0.5 before and 2.0 after, igraph 0.10'); // biome-ignore format: one line
  });

  it('holds memory and time of correlations both to their targets', () => {
    const read = (seconds: number, gib: number) => only('correlation', { ...common, rows: [{ cells: 'every cell filled', cofire: { seconds, gib }, numpy: { seconds: 10, gib: 0.3 } }] }); // biome-ignore format: one line
    const what = 'correlations of 24,576 features × 1,000 prompts above 0.7, every';
    expect(rowOf(read(9, 1), what).slice(2)).toEqual(['9.0 s, 1.00 GiB', 'numpy 10.0 s, 0.30 GiB', '0.90', 'yes']);
    expect(rowOf(read(9, 1.6), what).at(-1)).toBe('**no**');
    expect(rowOf(read(11, 1), what).at(-1)).toBe('**no**');
  });

  it('takes the slowest null with halves, marks what is scaled, and takes the slower of dragging and zooming', () => {
    const rows = [
      { halves: true, kind: 'a', seconds: 20 },
      { halves: true, kind: 'b', seconds: 61 },
      { halves: false, kind: 'a', seconds: 90 },
    ];
    const nulls = (replicates: number) => only('nulls', { ...common, replicates, rows });
    expect(rowOf(nulls(1000), '1,000 replicates').slice(2)).toEqual(['61.0 s', '', '', '**no**']);
    expect(figuresSection(nulls(1000))).not.toContain('\\*');
    expect(rowOf(nulls(250), '1,000 replicates').slice(2)).toEqual(['61.0 s*', '', '', '**no**']);
    expect(figuresSection(nulls(250))).toContain(
      '\n\n\\* from 250 replicates, each as much work as another, and scaled to 1,000.\n\n',
    );
    const viewer = { ...common, software: true, rows: [{ nodes: 2000, edges: 20_000, drag: { fps: 29 }, zoom: { fps: 60 } }] }; // biome-ignore format: one line
    expect(rowOf(only('viewer', viewer), 'the viewer').slice(2)).toEqual(['29 and 60', '', '', '**no**']);
    expect(figuresSection(only('viewer', viewer))).toContain('(drawn in software)');
  });

  it('takes the slowest of help and version, and judges the median of pairs', () => {
    const row = (what: string, milliseconds: number, ratio: number) => ({ what, milliseconds, node: 40, ratio });
    const sql = row('cofire sql RUN', 250, 6.1);
    const read = (ratio: number) => only('start', { ...common, rows: [row('cofire --help', 50, 1.2), row('cofire --version', 70, ratio), sql] }); // biome-ignore format: one line
    expect(rowOf(read(1.5), 'help').slice(2)).toEqual(['70 ms', 'node 40 ms', '1.50', 'yes']);
    expect(rowOf(read(2.1), 'help').at(-1)).toBe('**no**');
    expect(rowOf(read(1.5), '`cofire sql`').slice(1)).toEqual([
      '≤ 6 × `node -e 0`',
      '250 ms',
      'node 40 ms',
      '6.10',
      '**no**',
    ]);
    expect(rowOf(read(1.5), '`cofire status`').slice(2)).toEqual(['not measured', '', '', '']);
  });

  it('takes check by the clock', () => {
    const read = (milliseconds: number) => only('start', { ...common, rows: [{ what: 'cofire --help', milliseconds: 50, node: 40, ratio: 1.2 }, { what: 'cofire check studies/sports.yaml', milliseconds, node: 40, ratio: 20 }] }); // biome-ignore format: one line
    expect(rowOf(read(999), '`cofire check`').slice(1)).toEqual(['≤ 1 s', '999 ms', 'node 40 ms', '20.00', 'yes']);
    expect(rowOf(read(1001), '`cofire check`').at(-1)).toBe('**no**');
  });

  it('takes the study by the clock', () => {
    expect(rowOf(only('study', { ...common, seconds: 84.4, peakMiB: 900 }), 'the bundled study').slice(2)).toEqual(['84 s', '', '', 'yes']); // biome-ignore format: one line
  });
});
