/** What other studies of the same model and task found, where their runs lie beside this one: a row a study, a column a claim. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { claimTable, type ListedRun } from './claim-table.ts';
import { html } from './html.ts';
import type { RunManifest } from './manifest.ts';
import { outOfDate, readSummary, subjectOf } from './run-summary.ts';
import type { Section } from './section.ts';

/** The newest; a folder of nightly runs has hundreds. */
const MOST = 8;

interface Places {
  /** The run's folder. */
  readonly run: string;
  /** The folder that the report is written to: the others are those beside it, so that addresses from one to the other are true. */
  readonly report: string;
}

/** None where there are no others. */
export function otherStudies({ run, report }: Places, manifest: RunManifest): Section[] {
  const runs = runsBeside(report, subjectOf(manifest), resolve(run));
  if (runs.length === 0) return [];
  return [
    {
      id: 'other-studies',
      title: 'Other studies of this model and task',
      needs: [],
      async render() {
        return html`<p>The same prompts and the same model, studied with other settings. Where they come to other answers, the settings decide and not the model; the report of each says what it selected and why.</p>
${claimTable(runs)}`;
      },
    },
  ];
}

function runsBeside(dir: string, subject: string, run: string): ListedRun[] {
  const [own, beside] = [basename(resolve(dir)), dirname(resolve(dir))];
  if (subject === '' || !existsSync(beside)) return [];
  const found = readdirSync(beside, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== own && join(beside, entry.name) !== run)
    .flatMap(({ name }): ListedRun[] => {
      const summary = readSummary(join(beside, name));
      if (typeof summary === 'string' || summary.subject !== subject) return [];
      const reason = outOfDate(join(beside, name), summary);
      return [{ summary, reason, folder: name, address: `../../${encodeURIComponent(name)}/report/index.html` }];
    });
  return found
    .sort((one, other) => ((one.summary.started ?? '') < (other.summary.started ?? '') ? 1 : -1))
    .slice(0, MOST);
}
