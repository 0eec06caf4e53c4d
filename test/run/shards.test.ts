import { execFileSync } from 'node:child_process';
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import {
  hasPlan,
  openShards,
  readMaterial,
  readPlan,
  type Shard,
  setAsideDamaged,
  shardPath,
  writeMaterial,
} from '../../src/run/shards.ts';

/** What is asked of the disk while it is watched, in order, and whether it can link. */
const disk = { calls: [] as string[], links: true };
const real = { openSync: fs.openSync, fsyncSync: fs.fsyncSync, linkSync: fs.linkSync };

function setDisk(functions: object): void {
  Object.assign(fs, functions);
  syncBuiltinESMExports();
}

/** Notes every file that is opened, forced to the disk or linked. */
function watchDisk(): void {
  const name = (path: unknown): string => basename(String(path));
  setDisk({
    openSync(...args: Parameters<typeof fs.openSync>) {
      disk.calls.push(`open ${name(args[0])} ${args[1]}`);
      return real.openSync(...args);
    },
    fsyncSync(descriptor: number) {
      disk.calls.push('fsync');
      real.fsyncSync(descriptor);
    },
    linkSync(...args: Parameters<typeof fs.linkSync>) {
      disk.calls.push(`link ${name(args[0])} ${name(args[1])}`);
      if (!disk.links) throw Object.assign(new Error('no links here'), { code: 'EPERM' });
      real.linkSync(...args);
    },
  });
}

const HASH = 'abcdef0123456789'.repeat(4);
const SHARD: Shard = {
  row: { data: Int32Array.of(3, -1, 2), dims: [3] },
  resid: { data: Float32Array.of(1.5, -0, 3e38, 1e-42, 0.1, 7), dims: [3, 2] },
  none: { data: new Float32Array(0), dims: [0, 4] },
};
const OTHER: Shard = { row: { data: Int32Array.of(9), dims: [1] } };

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'cofire-shards-'));
  disk.calls.length = 0;
  disk.links = true;
});
afterEach(() => setDisk(real));

describe('a shard folder', () => {
  it('is named by its stage and hash, and holds the plan and whole shards alone', () => {
    const shards = openShards(out, 'attribute', HASH, { batches: [1, 2] });
    expect(shards.path).toBe(join(out, 'shards', 'attribute-abcdef0123456789'));
    expect(shardPath(out, 'res8/attribute', HASH)).toBe(join(out, 'shards', 'res8', 'attribute-abcdef0123456789'));
    expect([shards.has(0), shards.has(1)]).toEqual([false, false]);
    shards.write(1, SHARD);
    expect([shards.has(0), shards.has(1)]).toEqual([false, true]);
    expect(readdirSync(shards.path).sort()).toEqual(['1.shard', 'plan.json']);
    expect(openShards(out, 'attribute', HASH).read(1)).toEqual(SHARD);
    expect(readPlan(shards)).toEqual({ batches: [1, 2] });
    expect(shards.files(2)).toEqual(['plan.json', '0.shard', '1.shard'].map((file) => join(shards.path, file)));
  });

  it('is not made by being looked at', () => {
    const shards = openShards(out, 'attribute', HASH);
    expect([hasPlan(shards), shards.has(0), readMaterial(shards)]).toEqual([false, false, undefined]);
    expect(existsSync(shards.path)).toBe(false);
  });

  it('holds the arrays that shards need beside the plan', () => {
    const shards = openShards(out, 'attribute', HASH, {});
    writeMaterial(shards, SHARD);
    expect(readMaterial(openShards(out, 'attribute', HASH))).toEqual(SHARD);
    expect(readdirSync(shards.path).sort()).toEqual(['inputs.shard', 'plan.json']);
  });
});

describe('writing', () => {
  it('is under a name of this host, process and moment, forced to the disk, then linked into place', () => {
    const shards = openShards(out, 'attribute', HASH, {});
    watchDisk();
    shards.write(0, SHARD);
    shards.write(1, SHARD);
    const temporary = new RegExp(`^open (\\d\\.shard\\.${hostname()}\\.${process.pid}\\.[0-9a-f]{12}\\.tmp) wx$`);
    const names = disk.calls.flatMap((call) => temporary.exec(call)?.[1] ?? []);
    expect(new Set(names.map((name) => name.slice(2))).size).toBe(2);
    expect(disk.calls).toEqual(
      names.flatMap((name, index) => [`open ${name} wx`, 'fsync', `link ${name} ${index}.shard`]),
    );
    expect(readdirSync(shards.path).sort()).toEqual(['0.shard', '1.shard', 'plan.json']);
  });

  it('leaves what is there already: the first writer wins', () => {
    const shards = openShards(out, 'attribute', HASH, {});
    shards.write(0, SHARD);
    shards.write(0, OTHER);
    expect(shards.read(0)).toEqual(SHARD);
    writeMaterial(shards, OTHER);
    writeMaterial(shards, SHARD);
    expect(readMaterial(shards)).toEqual(OTHER);
    expect(readdirSync(shards.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('puts a file in place by its name where the disk has no links', () => {
    watchDisk();
    disk.links = false;
    const shards = openShards(out, 'attribute', HASH, { chunk: 1 });
    shards.write(0, SHARD);
    expect(shards.read(0)).toEqual(SHARD);
    expect(readdirSync(shards.path).sort()).toEqual(['0.shard', 'plan.json']);
  });

  it('by several processes at once leaves one whole shard', () => {
    const script = `
      const { openShards } = await import(process.argv[1]);
      const shards = openShards(process.argv[2], 'attribute', '${HASH}', { chunk: 1 });
      const data = new Float32Array(2e5).fill(process.pid);
      for (let i = 0; i < 20; i++) shards.write(i, { who: { data, dims: [data.length] } });`;
    const words = ['--import', 'tsx', '--input-type=module', '-e', script];
    const module = new URL('../../src/run/shards.ts', import.meta.url).href;
    const both = `"$0" "$@" & "$0" "$@" & wait`;
    execFileSync('sh', ['-c', both, process.execPath, ...words, module, out]);
    const shards = openShards(out, 'attribute', HASH, { chunk: 1 });
    for (let i = 0; i < 20; i++) expect(new Set(shards.read(i).who.data).size).toBe(1);
    expect(readdirSync(shards.path)).toHaveLength(21);
  });

  it('leaves no temporary file when it fails', () => {
    const shards = openShards(out, 'attribute', HASH, {});
    rmSync(shards.path, { recursive: true });
    writeFileSync(shards.path, 'a file where the folder should be');
    expect(() => shards.write(0, SHARD)).toThrow(/EEXIST|ENOTDIR/);
    expect(readdirSync(join(out, 'shards'))).toEqual([basename(shards.path)]);
  });
});

describe('a plan', () => {
  it('opens again with the same plan and refuses another', () => {
    openShards(out, 'steer', HASH, { chunk: 3 });
    expect(() => openShards(out, 'steer', HASH, { chunk: 3 })).not.toThrow();
    expect(() => openShards(out, 'steer', HASH, { chunk: 4 })).toThrow(/plan\.json: another plan than this run makes/);
  });

  it('is refused when any byte of it has changed', () => {
    const shards = openShards(out, 'steer', HASH, { chunk: 3, kept: [1, 2] });
    const file = join(shards.path, 'plan.json');
    const whole = readFileSync(file);
    // The last byte is a line break, which says nothing.
    for (let at = 0; at < whole.length - 1; at++) {
      const changed = Buffer.from(whole);
      changed[at] ^= 1;
      writeFileSync(file, changed);
      expect(() => readPlan(shards), `byte ${at}`).toThrow(StudyError);
    }
    writeFileSync(file, whole);
    expect(readPlan(shards)).toEqual({ chunk: 3, kept: [1, 2] });
  });

  it('with a number that JSON cannot hold is refused before anything is written', () => {
    for (const value of [Number.NaN, Infinity])
      expect(() => openShards(out, 'steer', HASH, { norms: { smallest: value } })).toThrow(
        `plan: smallest is ${value}, expected a finite number`,
      );
    expect(hasPlan(openShards(out, 'steer', HASH))).toBe(false);
  });
});

describe('damage', () => {
  it('is told of: what is missing, cut off or no shard, and what to do', () => {
    const shards = openShards(out, 'attribute', HASH, {});
    expect(() => shards.read(0)).toThrow(/0\.shard: no such file.*Run the study again/);
    shards.write(0, SHARD);
    truncateSync(join(shards.path, '0.shard'), 100);
    expect(() => shards.read(0)).toThrow(/0\.shard: content that does not match its checksum.*Delete the file/);
    writeFileSync(join(shards.path, '0.shard'), 'not a shard, although it is long enough to be one, is it not?');
    expect(() => shards.read(0)).toThrow(/0\.shard: a file that is no shard of this version.*Delete the file/);
    writeFileSync(join(shards.path, 'plan.json'), '{"batches":');
    expect(() => readPlan(shards)).toThrow(/plan\.json: .*Delete its folder/);
    rmSync(join(shards.path, 'plan.json'));
    expect(hasPlan(shards)).toBe(false);
    expect(() => readPlan(shards)).toThrow(StudyError);
  });

  it('puts a shard aside, under a name that no earlier one has, and says so', () => {
    const shards = openShards(out, 'attribute', HASH, {});
    expect(setAsideDamaged(shards, 0)).toBeUndefined();
    shards.write(0, SHARD);
    expect(setAsideDamaged(shards, 0)).toBeUndefined();
    for (const place of [0, 1]) {
      truncateSync(join(shards.path, '0.shard'), 60 + place);
      expect(setAsideDamaged(shards, 0)).toMatch(
        new RegExp(`0\\.shard: content that .*; made anew, and kept as .*0\\.shard\\.bad-${place}$`),
      );
      expect(shards.has(0)).toBe(false);
      expect(readFileSync(join(shards.path, `0.shard.bad-${place}`))).toHaveLength(60 + place);
      shards.write(0, SHARD);
    }
  });
});
