/**
 * Serves one run folder's report to this machine only. Nothing but the files of that folder that a reader needs is sent,
 * whatever the address says; every answer carries a content-security policy that forbids requests elsewhere. A page's own
 * script is allowed by the hash that the page itself declares in its policy, which was written when it was built.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { hasCode, StudyError } from '../src/errors.ts';

export const DEFAULT_PORT = 8765;
const HOST = '127.0.0.1';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.gexf': 'application/xml; charset=utf-8',
  '.graphml': 'application/xml; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.parquet': 'application/vnd.apache.parquet',
};

const SHORT: Readonly<Record<string, string>> = { '/': 'report/index.html', '/network': 'report/network.html' };

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Port 0 asks the system for a free one. */
export async function serve(dir: string, port: number = DEFAULT_PORT): Promise<Serving> {
  const root = rootOf(dir);
  const server = createServer((request, response) => answer(root, request, response));
  await listen(server, port);
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${given}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

function rootOf(dir: string): string {
  try {
    statSync(join(dir, 'report', 'index.html'));
    return realpathSync(dir);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    throw new StudyError({
      where: dir,
      found: 'no report/index.html',
      expected: 'the folder of a run',
      fix: `Make it with \`cofire report ${dir}\`.`,
    });
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (hasCode(error, 'EADDRINUSE'))
        reject(
          new StudyError({
            where: `port ${port}`,
            found: 'already in use',
            expected: 'a free port',
            fix: 'Choose another with --port, or --port 0 for any free one.',
          }),
        );
      else if (hasCode(error, 'EACCES'))
        reject(
          new StudyError({ where: `port ${port}`, found: 'not allowed to this user', expected: 'a port above 1023' }),
        );
      else reject(error);
    });
    server.listen(port, HOST, () => resolve());
  });
}

function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  const refuse = (status: number, reason: string): void => {
    response
      .writeHead(status, { ...headers("script-src 'none'"), 'content-type': 'text/plain; charset=utf-8' })
      .end(`${reason}\n`);
  };
  // A page elsewhere that resolves its own name to this machine sends its own name here.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
    refuse(403, 'This server answers only to this machine.');
  else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(405, 'Only GET and HEAD.');
  else {
    const path = fileOf(root, request.url ?? '/');
    if (path === null) refuse(404, 'There is no such file in this run.');
    else send(path, request, response);
  }
}

function send(path: string, request: IncomingMessage, response: ServerResponse): void {
  const body = readFileSync(path);
  const type = TYPES[extname(path)];
  const script = type.startsWith('text/html') ? scriptPolicy(body) : "script-src 'none'";
  response.writeHead(200, { ...headers(script), 'content-type': type, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The file an address means, or null when it leaves the folder, is of a kind not served, or is not there. */
function fileOf(root: string, url: string): string | null {
  try {
    const { pathname } = new URL(url, `http://${HOST}`);
    const path = realpathSync(join(root, SHORT[pathname] ?? decodeURIComponent(pathname)));
    return path.startsWith(root + sep) && TYPES[extname(path)] !== undefined && statSync(path).isFile() ? path : null;
  } catch (error) {
    // Not there, not readable, or an address that is none.
    if (error instanceof URIError || error instanceof TypeError || (error instanceof Error && 'code' in error))
      return null;
    throw error;
  }
}

/** The policy's script part as the page's first lines declare it. */
function scriptPolicy(body: Buffer): string {
  const head = body.subarray(0, 2048).toString('utf8');
  const digest =
    /<meta http-equiv="Content-Security-Policy" content="[^"]*?script-src &#39;(sha256-[A-Za-z0-9+/=]+)&#39;/.exec(
      head,
    )?.[1];
  return digest === undefined ? "script-src 'none'" : `script-src '${digest}'`;
}

function headers(script: string): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none'; ${script}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
