import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../bin/cli.ts';
import { compiledModule } from '../../bin/compiled.mjs';
import { asksForHelp } from '../../bin/help.mjs';
import { OPTION_VALUES } from '../../bin/option-values.ts';
import { buildProgram } from '../../bin/program.mjs';
import { STAGE_NAMES } from '../../bin/stage-names.mjs';
import * as analyses from '../../pipeline/analyses.ts';
import { DEFAULT_PORT } from '../../reports/server.ts';
import { DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import { HAND_MODES } from '../../src/methods/intervention/modes.ts';
import { capture } from './capture.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/cofire', import.meta.url));

/** A module hook that writes every address it is asked for; no file of ours is changed for the test. */
const LISTEN = `
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
import { writeSync } from 'node:fs';
export async function load(url, context, next) { writeSync(2, 'loads ' + url + '\\\\n'); return next(url, context); }\`));`;

/** What a command line loads, as addresses. */
function loads(...words: readonly string[]): string[] {
  const code = `${LISTEN} process.argv.splice(1, 0, ${JSON.stringify(PROGRAM)}); await import(${JSON.stringify(pathToFileURL(PROGRAM).href)});`;
  const out = execFileSync(
    'sh',
    ['-c', '"$0" --input-type=module -e "$@" 2>&1', process.execPath, code, '--', ...words],
    {
      encoding: 'utf8',
    },
  );
  return [...out.matchAll(/^loads (.*)$/gm)].map(([, url]) => url);
}

describe('help', () => {
  it.each([[['--help']], [['run', '--help']], [['help', 'steer']], [['--version']]])(
    '%j loads commander and plain modules alone',
    (words) => {
      const urls = loads(...words);
      expect(urls.some((url) => url.includes('/node_modules/commander/'))).toBe(true);
      expect(urls.some((url) => url.endsWith('/bin/commands/run.mjs'))).toBe(true);
      expect(urls.filter((url) => url.includes('/node_modules/') && !url.includes('/node_modules/commander/'))).toEqual(
        [],
      );
      expect(urls.filter((url) => url.endsWith('.ts'))).toEqual([]);
    },
  );

  it.each([
    [true, ['--help'], ['-h'], ['help'], ['--version'], ['-V'], ['run', '--help'], ['run', '-h'], ['help', 'run']],
    [false, [], ['run'], ['run', 'x.yaml'], ['run', 'x.yaml', '--help'], ['--help', 'run'], ['sql', 'x', 'y']],
  ])('is asked for: %s', (asked, ...lines) => {
    expect(lines.map((words) => asksForHelp(words as string[]))).toEqual(lines.map(() => asked));
  });
});

it('check loads compiled code and onnxruntime alone: no TypeScript, no DuckDB without an earlier run, no downloader', async () => {
  await compiledModule('bin/start.ts');
  const urls = loads('check', 'studies/planted.yaml', '--out', join(tmpdir(), 'no-such-run'));
  const packages = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  expect([...new Set(packages)].filter((name) => !name.startsWith('onnxruntime'))).toEqual([]);
  expect(urls.filter((url) => url.endsWith('.ts'))).toEqual([]);
  const code = urls
    .filter((url) => /\/build\/js\/[0-9a-f]+\//.test(url))
    .map((url) => readFileSync(fileURLToPath(url), 'utf8'));
  expect(code.some((text) => text.includes('openBlockProducts'))).toBe(true);
  expect(code.filter((text) => /DuckDBInstance|ProxyAgent/.test(text))).toEqual([]);
});

describe('what the declarations repeat so that help loads no TypeScript', () => {
  const optionOf = async (name: string, flag: string) => {
    const command = (await buildProgram()).commands.find((one) => one.name() === name);
    return command?.options.find((option) => option.long === flag);
  };

  it('the stages, in the order they run', () => {
    const { task, ...others } = analyses;
    const names = [task, ...Object.values(others)].flatMap(({ stages }) => stages.map(({ name }) => name));
    expect(STAGE_NAMES).toEqual(names);
  });

  it('the modes of a push by hand', async () => {
    expect((await optionOf('steer', '--mode'))?.argChoices).toEqual(HAND_MODES);
  });

  it('the defaults of memory and port', async () => {
    for (const name of ['run', 'check', 'steer'])
      expect((await optionOf(name, '--memory'))?.defaultValue, name).toBe(DEFAULT_MEMORY_BYTES);
    expect((await optionOf('view', '--port'))?.defaultValue).toBe(DEFAULT_PORT);
  });
});

describe('commands of an analysis', () => {
  let reports: string;
  beforeEach(() => {
    reports = mkdtempSync(join(tmpdir(), 'cofire-doors-'));
    for (const name of ['planted', 'silent']) mkdirSync(join(reports, name));
    writeFileSync(
      join(reports, 'planted', 'commands.mjs'),
      `export const commands = [{
  name: 'tell',
  description: 'tell a number',
  arguments: [{ name: '<word>', description: 'a word' }],
  options: [{ flags: '--times <n>', description: 'how often', value: 'wholeNumber', default: 1 }],
  help: '\\nExamples:\\n  cofire tell a --times 2',
  load: async () => (await import('./tell.ts')).tell,
}];\n`,
    );
    writeFileSync(
      join(reports, 'planted', 'tell.ts'),
      `export async function tell(word: string, { times }: { readonly times: number }): Promise<void> {
  process.stdout.write(\`\${word.repeat(times)}\\n\`);
}\n`,
    );
  });
  afterEach(() => rmSync(reports, { recursive: true }));
  const program = () => buildProgram({ values: OPTION_VALUES, reports: pathToFileURL(`${reports}/`) });

  it('are found in its folder, stand in help, and load their function when they run', async () => {
    expect((await program()).helpInformation()).toContain('tell [options] <word>');
    const ran = await capture(async () => main(['tell', 'ab', '--times', '2'], await program()));
    expect(ran).toEqual({ status: 0, out: 'abab\n', err: '' });
    rmSync(join(reports, 'planted', 'tell.ts'));
    const help = await capture(async () => main(['tell', '--help'], await program()));
    expect(help).toMatchObject({ status: 0, out: expect.stringContaining('cofire tell a --times 2') });
  });

  it('say what is wrong with an option as all others do', async () => {
    const { status, err } = await capture(async () => main(['tell', 'ab', '--times', 'x'], await program()));
    expect({ status, err }).toEqual({
      status: 2,
      err: "error: option '--times <n>' argument 'x' is invalid. expected a whole number of at least 0.\n",
    });
  });
});
