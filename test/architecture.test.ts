/** The rules of the layout: who may import what, what has a test, how long a file may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** TypeScript files under a folder, as paths from the root. */
function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort();
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What a file imports or exports from: repository paths as they are, packages by name. */
function importsOf(file: string): string[] {
  const targets = [...read(file).matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, target]) => target);
  return targets.map((target) =>
    target.startsWith('.') ? relative(ROOT, resolve(join(ROOT, dirname(file)), target)) : target,
  );
}

const SOURCES = [...filesIn('src'), ...filesIn('pipeline'), ...filesIn('reports'), ...filesIn('bin')];
const PROGRAMS = [...SOURCES, ...filesIn('fixtures'), ...filesIn('bench')];
const TESTS = filesIn('test');
const STAGES = filesIn('pipeline').filter((file) => /^pipeline\/[a-z]+\/stages\//.test(file));

/** What all rooms need. */
const COMMON = /^src\/([a-z0-9-]+\.(ts|mjs)|workers\/)/;

/** From the lowest room to the highest: each imports from those before it and from itself. */
const ROOMS: readonly RegExp[] = [
  COMMON,
  /^src\/engine\/onnx\//,
  /^src\/engine\/model\//,
  /^src\/engine\/hub\//,
  /^src\/engine\/dictionary\//,
  /^src\/engine\/passes\//,
  /^src\/methods\/stats\//,
  /^src\/methods\/graph\//,
  /^src\/methods\/attribution\//,
  /^src\/methods\/intervention\//,
  /^src\/run\//,
  /^pipeline\/task\//,
  /^pipeline\/[a-z]+\//,
  /^pipeline\/[a-z]+\.ts/,
  /^reports\//,
  /^bin\//,
];

function roomOf(file: string): number {
  const place = ROOMS.findIndex((room) => room.test(file));
  if (place < 0) throw new Error(`${file}: in no room`);
  return place;
}

/** `file imports target` for every import that the rule forbids. */
function offenders(files: readonly string[], forbidden: (target: string) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(forbidden)
      .map((target) => `${file} imports ${target}`),
  );
}

describe('imports', () => {
  it('nothing imports a stage but the door of its analysis', () => {
    const others = PROGRAMS.filter((file) => !/^pipeline\/[a-z]+\/index\.ts$/.test(file));
    expect(offenders(others, (target) => STAGES.includes(target))).toEqual([]);
  });

  it('rooms import downwards only, types included', () => {
    const upwards = SOURCES.flatMap((file) =>
      importsOf(file)
        .filter((target) => ROOMS.some((room) => room.test(target)) && roomOf(target) > roomOf(file))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it('the frame of the report imports no analysis, nor does one import another’s part', () => {
    const isAnalysis = (path: string) => /^(pipeline|reports)\/(cooccurrence|task)\//.test(path);
    const frame = filesIn('reports').filter((file) => !isAnalysis(file));
    expect(offenders(frame, isAnalysis)).toEqual([]);
    const part = filesIn('reports/task');
    expect(offenders(part, (target) => target.startsWith('reports/cooccurrence/'))).toEqual([]);
  });

  it('what all need imports nothing but itself', () => {
    const common = SOURCES.filter((file) => COMMON.test(file));
    expect(common.length).toBeGreaterThan(8);
    expect(offenders(common, (target) => target.startsWith('src/') && !COMMON.test(target))).toEqual([]);
  });

  it('methods do no I/O: no file, no network, no database', () => {
    const isIo = (target: string) => /^node:(?!assert|perf_hooks)/.test(target) || /^(src\/run|@duckdb)/.test(target);
    expect(offenders(filesIn('src/methods'), isIo)).toEqual([]);
  });

  it.each(['src/methods/stats', 'src/methods/graph'])('%s knows no model', (folder) => {
    expect(offenders(filesIn(folder), (target) => /^src\/engine|^onnxruntime/.test(target))).toEqual([]);
  });

  it('DuckDB is imported in one file and onnxruntime in one file', () => {
    expect(offenders([...PROGRAMS, ...TESTS], (target) => target.startsWith('@duckdb/'))).toEqual([
      'src/run/tables/duckdb.ts imports @duckdb/node-api',
    ]);
    const doors = new Set(
      PROGRAMS.filter((file) => importsOf(file).some((target) => target.startsWith('onnxruntime'))),
    );
    expect([...doors]).toEqual(['src/engine/onnx/runtime.ts']);
  });

  it('zod is imported as a whole, of which compiled code has what is used: by the name z it comes with every language', () => {
    expect(SOURCES.filter((file) => /import \{[^}]*\} from 'zod'/.test(read(file)))).toEqual([]);
  });

  it('randomness has one source', () => {
    expect(
      offenders(PROGRAMS, (target) => target.startsWith('pure-rand')).filter(
        (text) => !text.startsWith('src/random.ts '),
      ),
    ).toEqual([]);
    const wild = [...PROGRAMS, ...TESTS].filter(
      (file) => file !== 'test/architecture.test.ts' && /\bMath\.random\b/.test(read(file)),
    );
    expect(wild).toEqual([]);
  });

  it('every relative import ends in .ts, of plain modules in .mjs, and stays inside the repository', () => {
    const wrong = offenders(
      [...PROGRAMS, ...TESTS],
      (target) => target.startsWith('..') || /^(src|pipeline|reports|bin)\/.*(?<!\.ts|\.mjs|\.json)$/.test(target),
    );
    expect(wrong).toEqual([]);
  });
});

describe('tests', () => {
  it('every file of src and every module of the pipeline has its test in mirror', () => {
    const untested = [...filesIn('src'), ...filesIn('pipeline')].filter((file) => {
      const mirror = join('test', file.replace(/^src\//, '').replace(/\.ts$/, '.test.ts'));
      return !TESTS.includes(mirror) && !isTypesOnly(file);
    });
    expect(untested).toEqual([]);
  });

  it('every test file is collected, and every other file in test/ is used by one', () => {
    const helpers = TESTS.filter((file) => !file.endsWith('.test.ts'));
    const used = new Set([...TESTS.flatMap(importsOf), ...PROGRAMS.flatMap(importsOf), ...configFiles()]);
    expect(helpers.filter((file) => !used.has(file))).toEqual([]);
  });

  it('no test is skipped, focused or left to do', () => {
    const found = TESTS.filter((file) => /\b(it|test|describe)\.(skip|only|todo|fails)\b/.test(read(file)));
    expect(found).toEqual([]);
  });
});

describe('size and words', () => {
  const lines = (file: string) => read(file).split('\n').length - 1;

  it('no file is longer than 300 lines, no stage longer than 120', () => {
    const long = [...PROGRAMS, ...TESTS].filter((file) => lines(file) > 300);
    const longStages = STAGES.filter((file) => SOURCES.includes(file) && lines(file) > 120);
    expect([...long, ...longStages].map((file) => `${file}: ${lines(file)} lines`)).toEqual([]);
  });

  it('no file is named for what it is not', () => {
    expect(PROGRAMS.filter((file) => /(^|[/-])(utils?|helpers?|misc|v2|new)([/.-]|$)/.test(file))).toEqual([]);
  });

  it('no type is silenced and nothing is left to do', () => {
    const silenced = /@ts-(ignore|expect-error|nocheck)|\bas any\b|:\s*any\s*[;,)=|>[\]{]|<any>|\b(TODO|FIXME|XXX)\b/;
    const found = [...PROGRAMS, ...TESTS].filter(
      (file) => file !== 'test/architecture.test.ts' && silenced.test(read(file)),
    );
    expect(found).toEqual([]);
  });

  it('keywords of SQL are capital letters', () => {
    const keyword =
      /\b(select|from|where|with|join|using|union|group by|order by|having|case|when|and|or|not|as|is|in)\b/g;
    const files = readdirSync(join(ROOT, 'sql'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.sql'),
    );
    const small = files.flatMap((name) => {
      const code = read(join('sql', name)).replace(/--.*|'[^']*'|"[^"]*"/g, '');
      return Array.from(code.matchAll(keyword), ([word]) => `${name}: ${word}`);
    });
    expect(files.length).toBeGreaterThan(100);
    expect(small).toEqual([]);
  });

  it('every source file begins with a comment that says what it is for', () => {
    expect(SOURCES.filter((file) => !/^(#!.*\n)?\/(\*\*|\/)/.test(read(file)))).toEqual([]);
  });
});

/** Nothing in it runs: interfaces and types alone. */
function isTypesOnly(file: string): boolean {
  const exportsCode = /^export (async )?(function|const|class|default|\{)|^export \* /m;
  // A worker's module exports types and runs.
  const runs = /^(const|let|await|if|for|try|\w+[.(])/m;
  return !exportsCode.test(read(file)) && !runs.test(read(file));
}

function configFiles(): string[] {
  return [...read('vitest.config.ts').matchAll(/'\.\/([^']+\.ts)'/g)].map(([, file]) => file);
}
