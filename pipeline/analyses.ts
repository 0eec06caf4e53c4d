/** The analyses that there are, one line each; `bin/` hands the list to what runs them. */
export * as cooccurrence from './cooccurrence/index.ts';
export * as task from './task/index.ts';
