/** What the command line shows of `cofire run`; the work is in run.ts. */
import { STAGE_NAMES } from '../stage-names.mjs';
import { memory, SET, STUDY_FILE, threads } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'run',
  description: 'run a study',
  arguments: [STUDY_FILE],
  options: [
    { flags: '--out <folder>', description: 'run folder (default: runs/<name of the study>)' },
    { flags: '--from <stage>', description: 'first stage; earlier ones must be up to date', value: 'stage' },
    { flags: '--to <stage>', description: 'last stage', value: 'stage' },
    { flags: '--dry-run', description: 'say what would be run and why, and write nothing', default: false },
    { flags: '--force', description: 'run stages although nothing has changed', default: false },
    threads('threads for the model and the kernels'),
    memory('memory that the run may use'),
    SET,
    { flags: '--quiet', description: 'no progress and no status lines', default: false },
  ],
  help: `
Stages: ${STAGE_NAMES.join(', ')}; then the report, which --from and --to take too.
A stage whose settings, code and inputs are unchanged is skipped, so a run that was stopped goes on where it was.
A run that ends before the last stage (--to) leaves the tables of later stages as they were; where those are of other
settings, run.json lists the stages under outdated, and the report says so.

Examples:
  cofire run studies/sports.yaml
  cofire run studies/sports.yaml --to network
  cofire run studies/sports.yaml --dry-run
  cofire run studies/sports.yaml --from steer --force
  cofire run studies/sports-gpt2.yaml --threads 4 --memory 8GiB
  cofire run studies/sports.yaml --set steering.factors='[1, 10]' --set nulls.replicates=200`,
  load: async () => (await import('./run.ts')).run,
};
