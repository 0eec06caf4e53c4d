/** What the command line shows of `cofire atlas`; the work is in atlas.ts. */

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'atlas',
  description: 'write one page about all runs of a folder',
  arguments: [{ name: '<folder>', description: 'folder of runs' }],
  options: [],
  help: `
Writes index.html in the folder: a row a run with its sizes, what each claim came to, and a link to its report. Runs are found
at most two folders down. A run that cannot be read, or is not whole, is a row with its reason. No model is run.

Examples:
  cofire atlas runs`,
  load: async () => (await import('./atlas.ts')).atlas,
};
