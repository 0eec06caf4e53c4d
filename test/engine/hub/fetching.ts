/**
 * A hub with a tiny model and a tiny SAE, an empty cache, and the effects of a fetch made visible. `useHub()` is called once at
 * the top of a test file and gives every test its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { fetchStudyFiles, type HubEffects } from '../../../src/engine/hub/hub.ts';
import type { StudyFolders } from '../../../src/engine/hub/locate.ts';
import { proxiesOf } from '../../../src/engine/hub/proxy.ts';
import type { StudySources } from '../../../src/engine/hub/repository.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
import { writeModel, writeSae } from '../model/tiny-model.ts';
import { COMMIT, type Fault, type HubServer, sha256, startHub } from './hub-server.ts';

export const HOOK = 'blocks.1.hook_resid_pre';

export const study: StudySources = {
  file: 'studies/tiny.yaml',
  model: { hub: 'org/model', revision: COMMIT },
  sae: { hub: 'org/saes', folder: HOOK, revision: COMMIT },
};

export class Fetching {
  readonly hub: HubServer;
  /** The bytes of the model's weights. */
  readonly weights: Buffer;
  readonly notes: string[] = [];
  /** Waits between tries, milliseconds; none is really waited. */
  readonly waits: number[] = [];
  readonly counted = { total: -1, start: 0, done: 0 };
  effects: HubEffects;

  constructor(hub: HubServer) {
    this.hub = hub;
    this.weights = hub.files.get('org/model/model.safetensors')!;
    this.effects = {
      environment: {
        endpoint: hub.endpoint,
        cache: join(temporaryFolder(), 'hub'),
        token: null,
        offline: false,
        proxies: proxiesOf({}),
      },
      // Long enough for a busy machine; a test of silence says how long it waits.
      stallMilliseconds: 30_000,
      sleep: async (milliseconds) => void this.waits.push(milliseconds),
      note: (text) => void this.notes.push(text),
      freeBytes: async () => 1e12,
      progress: (_, total, start) => {
        Object.assign(this.counted, { total, start });
        const advance = (n = 1): void => {
          this.counted.done += n;
        };
        return { advance, done: () => {} };
      },
    };
  }

  get cache(): string {
    return this.effects.environment.cache;
  }

  withToken(token: string): void {
    this.effects = { ...this.effects, environment: { ...this.effects.environment, token } };
  }

  fetch(source: StudySources = study): Promise<StudyFolders> {
    return fetchStudyFiles(source, this.effects);
  }

  repositoryFolder(name = 'org--model'): string {
    return join(this.cache, `models--${name}`);
  }

  /** Where the model's weights belong. */
  blob(): string {
    return join(this.repositoryFolder(), 'blobs', sha256(this.weights));
  }

  link(): string {
    return join(this.repositoryFolder(), 'snapshots', COMMIT, 'model.safetensors');
  }

  storageRanges(): (string | undefined)[] {
    return this.hub.seen.filter(({ host }) => host === 'storage').map(({ headers }) => headers.range);
  }

  /** Requests that brought bytes. */
  gets(): number {
    return this.hub.seen.filter(({ method }) => method === 'GET').length;
  }
}

export function useHub(): () => Fetching {
  let current: Fetching;
  beforeEach(async () => {
    const hub = await startHub();
    const [model, sae] = [await writeModel(), await writeSae()];
    for (const name of readdirSync(model)) hub.files.set(`org/model/${name}`, readFileSync(join(model, name)));
    for (const name of readdirSync(sae)) hub.files.set(`org/saes/${HOOK}/${name}`, readFileSync(join(sae, name)));
    current = new Fetching(hub);
  });
  afterEach(() => current.hub.close());
  return () => current;
}

/** Sends this many bytes of the file and hangs up. */
export function cutAt(offset: number): Fault {
  return (_, response, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, offset));
    setTimeout(() => response.destroy(), 30);
    return true;
  };
}
