import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { main } from '../../bin/cli.ts';
import { OPTION_VALUES } from '../../bin/option-values.ts';
import { buildProgram } from '../../bin/program.mjs';
import { DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import { capture, cofire } from './capture.ts';

const COMMANDS = (await buildProgram()).commands.map((command) => command.name());

describe('help', () => {
  it('lists every command and shows examples', async () => {
    const { status, out } = await cofire('--help');
    expect(status).toBe(0);
    for (const name of COMMANDS) expect(out).toContain(`  ${name} `);
    expect(out).toContain('Examples:\n  cofire run studies/sports.yaml');
  });

  it.each(COMMANDS)('of %s has an example that begins with the command', async (name) => {
    const { status, out } = await cofire(name, '--help');
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`Examples?:\\n(.*\\n)*? {2}(HF_HOME=\\S+ )?cofire ${name} `));
  });
});

it.each(['run', 'check'])('the help of %s gives the default of --memory as one would write it', async (name) => {
  const { out } = await cofire(name, '--help');
  expect(out).toMatch(/--memory <size> .*\(default: 4GiB\)/);
  expect(OPTION_VALUES.memory('4GiB')).toBe(DEFAULT_MEMORY_BYTES);
});

describe('exit status', () => {
  it('is 0 for the version', async () => {
    expect(await cofire('--version')).toEqual({ status: 0, out: '0.1.0\n', err: '' });
  });

  it.each([
    ['an unknown command, with a suggestion', ['runn'], "unknown command 'runn'\n(Did you mean run?)"],
    [
      'an unknown option, with a suggestion',
      ['run', 'x.yaml', '--quite'],
      "unknown option '--quite'\n(Did you mean --quiet?)",
    ],
    ['a missing argument', ['sql'], "missing required argument 'folder'"],
    ['an unknown stage', ['run', 'x.yaml', '--from', 'steeer'], 'Did you mean steer?'],
    ['a bad number of threads', ['run', 'x.yaml', '--threads', 'many'], 'Expected a whole number from 1 to 1024'],
    ['a bad format', ['sql', 'x', 'y', '--format', 'xml'], 'Allowed choices are table, json, csv'],
    ['a missing study file', ['run', '/no/such.yaml'], '/no/such.yaml: no such file'],
    ['a missing run folder', ['sql', '/no/such', 'SELECT 1'], '/no/such/study.duckdb: no such file'],
  ])('is 2 for %s, on standard error without a stack', async (_, words, message) => {
    const { status, out, err } = await cofire(...words);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('is 1 for a bug, with its stack and that of its cause', async () => {
    const broken = new Command('cofire').exitOverride();
    broken.command('break').action(() => {
      throw new Error('an index is off', { cause: new RangeError('deeper') });
    });
    const { status, out, err } = await capture(() => main(['break'], broken));
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(
      /^cofire: bug, please report it\nError: an index is off\n\s+at [\s\S]*caused by RangeError: deeper\n\s+at /,
    );
  });
});

it('bin/cofire runs from any folder and passes the status on', () => {
  const program = fileURLToPath(new URL('../../bin/cofire', import.meta.url));
  const { status, stdout, stderr } = spawnSync(program, ['check', 'none.yaml'], { cwd: '/', encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toBe('/none.yaml: no such file, expected a study file (YAML). See studies/ for examples.\n');
});
