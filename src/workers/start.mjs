// First file of every worker thread: registers the TypeScript loader, which threads do not inherit, then loads the worker's module.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
