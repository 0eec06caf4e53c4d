import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from '../../reports/page.ts';
import { type Serving, serve } from '../../reports/server.ts';
import { StudyError } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-'));
const run = join(folder, 'run');
let serving: Serving;

beforeAll(async () => {
  mkdirSync(join(run, 'report'), { recursive: true });
  writeFileSync(
    join(run, 'report', 'index.html'),
    page({ title: 't', description: 'd', styles: [], body: 'b', data: '', script: 'void 0', className: '' }),
  );
  writeFileSync(join(run, 'network.json'), '{}');
  writeFileSync(join(run, 'study.duckdb'), 'secret');
  writeFileSync(join(folder, 'outside.json'), '"secret"');
  symlinkSync(join(folder, 'outside.json'), join(run, 'link.json'));
  serving = await serve(run, 0);
});
afterAll(() => serving.close());

/** The path goes out as written; fetch would tidy it first. */
function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; body: string; policy: string }> {
  const { port } = new URL(serving.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body,
          policy: String(response.headers['content-security-policy']),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('server', () => {
  it('serves the report with a policy that allows its own script by hash and no request', async () => {
    const { status, body, policy } = await get('/');
    expect(status).toBe(200);
    const digest = /sha256-[A-Za-z0-9+/=]+/.exec(body)?.[0];
    expect(digest).toBeDefined();
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src '${digest}'`);
    expect(policy).not.toContain("script-src 'unsafe-inline'");
  });

  it('serves other files of the run that a reader needs', async () => {
    expect(await get('/network.json')).toMatchObject({ status: 200, body: '{}' });
    expect((await get('/network.json', {}, 'HEAD')).body).toBe('');
  });

  it.each([
    '/../outside.json',
    '/%2e%2e/outside.json',
    '/..%2foutside.json',
    '/link.json',
    '/study.duckdb',
    '/report',
    '/nothing.html',
    '/%00',
    '/%zz',
    '//etc/passwd.json',
  ])('refuses %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  it('refuses other methods, and other names for this machine', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405);
    expect((await get('/', { host: 'evil.example' })).status).toBe(403);
  });

  it('listens on loopback alone', async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
    if (address === undefined) return expect(serving.url).toContain('127.0.0.1');
    await expect(fetch(`http://${address}:${new URL(serving.url).port}/`)).rejects.toThrow();
  });

  it('says so when the port is taken, and when the folder holds no report', async () => {
    const port = Number(new URL(serving.url).port);
    await expect(serve(run, port)).rejects.toThrow(/already in use.*--port/);
    await expect(serve(run, port)).rejects.toBeInstanceOf(StudyError);
    await expect(serve(folder, 0)).rejects.toThrow(/cofire report/);
  });
});
