/** What the command line shows of `cofire fetch`; the work is in fetch.ts. */
import { SET, STUDY_FILE } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'fetch',
  description: 'download the model and the dictionaries of a study',
  arguments: [STUDY_FILE],
  options: [SET, { flags: '--quiet', description: 'no progress', default: false }],
  help: `
Files go to the Hugging Face cache (HF_HOME), where those already there are used. A fetch that was stopped goes on where
it was. HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, HTTPS_PROXY and NO_PROXY are honoured.

Examples:
  cofire fetch studies/sports-gpt2.yaml
  HF_HOME=/data/hub cofire fetch studies/sports-gpt2.yaml`,
  load: async () => (await import('./fetch.ts')).fetchStudy,
};
