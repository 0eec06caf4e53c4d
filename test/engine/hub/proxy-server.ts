/** A proxy on 127.0.0.1 that passes plain requests on, and answers 407 to tunnels (and, where asked to, to everything). */
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProxyServer {
  /** With user and password. */
  readonly address: string;
  readonly seen: { readonly method: string; readonly host: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export async function startProxy(refuse: boolean): Promise<ProxyServer> {
  const seen: ProxyServer['seen'] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, host: new URL(url).host, authorization: headers['proxy-authorization'] });
    if (refuse) return void response.writeHead(407).end();
    const { 'proxy-authorization': _, ...kept } = headers;
    const passed = ask(url, { method, headers: kept }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.on('connect', ({ method = '', url = '', headers }, socket) => {
    seen.push({ method, host: url, authorization: headers['proxy-authorization'] });
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://me:secret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
