// First file of every worker thread: loads the worker's module. Where it is TypeScript, its loader comes first, which threads do not inherit.
import { workerData } from 'node:worker_threads';

if (workerData.module.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(workerData.module);
