/**
 * A hub on 127.0.0.1 that behaves like huggingface.co: `/org/name/resolve/<revision>/<path>` with commit, etag and size headers,
 * large files by redirect to a storage host (another port, so another origin) that serves ranges. Faults are put in its way.
 */
import { createHash } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export const COMMIT = '607a30d783dfa663caf39e06633721c8d4cfcd7e';

export interface Seen {
  readonly host: 'hub' | 'storage';
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Answers the request itself and returns true, or leaves it to the server. */
export type Fault = (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => boolean;

export interface HubServer {
  readonly endpoint: string;
  readonly storage: string;
  readonly seen: Seen[];
  /** By `org/name/path`. */
  readonly files: Map<string, Buffer>;
  /** By `org/name`, where it is not COMMIT. */
  readonly commits: Map<string, string>;
  /** Consulted in turn for each request; one that answers is used up unless it is in `forever`. */
  readonly hubFaults: Fault[];
  readonly storageFaults: Fault[];
  forever: boolean;
  /** Bytes sent by storage. */
  sent(): number;
  close(): Promise<void>;
}

const digest = (algorithm: string, ...parts: (string | Buffer)[]): string => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

export const sha256 = (bytes: Buffer): string => digest('sha256', bytes);
export const gitId = (bytes: Buffer): string => digest('sha1', `blob ${bytes.length}\0`, bytes);

export async function startHub(): Promise<HubServer> {
  const files = new Map<string, Buffer>();
  const commits = new Map<string, string>();
  const seen: Seen[] = [];
  const hubFaults: Fault[] = [];
  const storageFaults: Fault[] = [];
  let sent = 0;
  const state = { forever: false };
  const log = (host: Seen['host'], { method = '', url = '', headers }: IncomingMessage): void =>
    void seen.push({ host, method, path: url, headers });
  const faulty = (faults: Fault[], request: IncomingMessage, response: ServerResponse, bytes: Buffer): boolean => {
    const [fault] = faults;
    if (fault === undefined || !fault(request, response, bytes)) return false;
    if (!state.forever) faults.shift();
    return true;
  };

  const storage = createServer((request, response) => {
    log('storage', request);
    const bytes = [...files.values()].find((content) => request.url?.startsWith(`/${sha256(content)}`));
    if (bytes === undefined) return void response.writeHead(404).end();
    if (faulty(storageFaults, request, response, bytes)) return;
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= bytes.length) return void response.writeHead(416).end();
    sent += bytes.length - from;
    const part = {
      'content-length': bytes.length - from,
      'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
    };
    response
      .writeHead(from > 0 ? 206 : 200, from > 0 ? part : { 'content-length': bytes.length })
      .end(bytes.subarray(from));
  });
  const storageAddress = await listen(storage);

  const hub = createServer((request, response) => {
    log('hub', request);
    const [, repository = '', revision = '', path = ''] =
      /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const bytes = files.get(`${repository}/${path}`) ?? Buffer.alloc(0);
    if (faulty(hubFaults, request, response, bytes)) return;
    const refuse = (code: string): void => void response.writeHead(404, { 'x-error-code': code }).end();
    if (![...files.keys()].some((name) => name.startsWith(`${repository}/`))) return refuse('RepoNotFound');
    const commit = commits.get(repository) ?? COMMIT;
    if (revision !== 'main' && revision !== commit) return refuse('RevisionNotFound');
    if (!files.has(`${repository}/${path}`)) return refuse('EntryNotFound');
    const facts = { 'x-repo-commit': commit };
    if (!path.endsWith('.safetensors')) {
      response.writeHead(200, { ...facts, etag: `"${gitId(bytes)}"`, 'content-length': bytes.length });
      return void response.end(request.method === 'HEAD' ? undefined : bytes);
    }
    const location = `${storageAddress}/${sha256(bytes)}?signature=secret`;
    response
      .writeHead(302, { ...facts, 'x-linked-etag': `"${sha256(bytes)}"`, 'x-linked-size': bytes.length, location })
      .end();
  });
  const endpoint = await listen(hub);

  return {
    endpoint,
    storage: storageAddress,
    seen,
    files,
    commits,
    hubFaults,
    storageFaults,
    get forever() {
      return state.forever;
    },
    set forever(value) {
      state.forever = value;
    },
    sent: () => sent,
    close: async () => {
      for (const server of [hub, storage]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
