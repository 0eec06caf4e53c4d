import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { study, useHub } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

const at = useHub();

describe('answers of the hub', () => {
  const status = (code: number, headers: Record<string, string> = {}): void => {
    at().hub.forever = true;
    at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(code, headers).end()));
  };

  test('401 without and with a token', async () => {
    status(401);
    await expect(at().fetch()).rejects.toThrow(/may not be read \(status 401\).*for a private repository set HF_TOKEN/);
    at().withToken('hf_abc');
    const failing = at().fetch();
    await expect(failing).rejects.toThrow(/that the token in HF_TOKEN is valid/);
    await expect(failing).rejects.not.toThrow(/hf_abc/);
  });

  test('403 and a gated repository', async () => {
    status(403, { 'x-request-id': 'Root=1-2' });
    await expect(at().fetch()).rejects.toThrow(
      /access is restricted \(status 403\).*Accept its terms at .*\/org\/model and set HF_TOKEN/,
    );
    at().hub.hubFaults.length = 0;
    status(401, { 'x-error-code': 'GatedRepo' });
    await expect(at().fetch()).rejects.toThrow(/Accept its terms/);
  });

  test('a 403 that is not the hub’s own: a firewall, named with what to do by hand', async () => {
    status(403);
    const failing = at().fetch();
    const { host } = new URL(at().hub.endpoint);
    await expect(failing).rejects.toThrow(`model: org/model: ${host} refuses config.json (status 403), expected`);
    await expect(failing).rejects.toThrow(/Perhaps a firewall answers\. Without a connection, download these/);
    await expect(failing).rejects.not.toThrow(/HF_TOKEN/);
  });

  test.each([403, 404, 451])('%d of the storage host is about that host, not the account', async (code) => {
    at().hub.forever = true;
    at().hub.storageFaults.push((_, response) =>
      Boolean(response.writeHead(code, { 'x-request-id': 'of the firewall' }).end()),
    );
    const failing = at().fetch();
    const { host } = new URL(at().hub.storage);
    await expect(failing).rejects.toThrow(`: ${host} refuses `);
    await expect(failing).rejects.toThrow(/safetensors \(status \d+\), expected the file\. .* Without a connection/);
    await expect(failing).rejects.not.toThrow(/HF_TOKEN|there is no file/);
  });

  test('404: repository, revision, required file', async () => {
    const model = { hub: 'org/none', revision: COMMIT };
    await expect(at().fetch({ ...study, model })).rejects.toThrow(
      /org\/none .*does not exist or may not be read \(status 404\)/,
    );
    const revision = COMMIT.replace('6', '7');
    await expect(at().fetch({ ...study, model: { hub: 'org/model', revision } })).rejects.toThrow(
      /there is no revision 707a/,
    );
    at().hub.files.delete('org/model/merges.txt');
    await expect(at().fetch()).rejects.toThrow(
      /no tokenizer\.json or vocab\.json \+ merges\.txt, expected a model saved by transformers/,
    );
    at().hub.files.delete('org/model/model.safetensors');
    await expect(at().fetch()).rejects.toThrow(
      /model: org\/model at 607a\w+: no model\.safetensors or model\.safetensors\.index\.json.*Look at .*\/tree\/607a/,
    );
    const sae = { ...study.sae, folder: 'blocks.9.hook_resid_pre' };
    at().hub.files.set('org/model/model.safetensors', at().weights);
    at().hub.files.set('org/model/merges.txt', Buffer.from('a b\n'));
    await expect(at().fetch({ ...study, sae })).rejects.toThrow(/no cfg\.json in folder blocks\.9\.hook_resid_pre/);
  });

  test('429 waits as long as it is asked to, and no longer than five minutes', async () => {
    const busy = (after: string): void =>
      void at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(429, { 'retry-after': after }).end()));
    busy('7');
    busy(new Date(Date.now() + 30_000).toUTCString());
    await at().fetch();
    expect(at().waits[0]).toBe(7000);
    expect(at().waits[1]).toBeGreaterThan(25_000);
    expect(at().waits[1]).toBeLessThanOrEqual(30_000);
    rmSync(at().cache, { recursive: true });
    busy('3600');
    await expect(at().fetch()).rejects.toThrow(
      /answers 429; it asks to wait 3600 s, expected the file\. Without a connection/,
    );
  });

  test('500 is tried again, and passes', async () => {
    for (let i = 0; i < 3; i++) at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(500).end()));
    await at().fetch();
    expect(at().waits).toEqual([500, 1000, 2000]);
  });

  test('another status is an error that names it', async () => {
    status(418);
    await expect(at().fetch()).rejects.toThrow(/unexpected answer for config\.json \(status 418\)/);
  });
});
