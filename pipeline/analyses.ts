/** The analyses, in the order in which they may read from each other. Adding one is a line here and folders of its name. */

export * as cooccurrence from './cooccurrence/index.ts';
export * as task from './task/index.ts';
