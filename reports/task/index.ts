/** The second door of `task`: how well the model does the task before anything is asked of its features. */
import type { ReportDoor } from '../door.ts';
import { counted, percent } from '../format.ts';
import { html } from '../html.ts';
import { type PromptRow, performance } from './performance.ts';

export const door: ReportDoor = {
  module: import.meta.url,
  sections: [performance],
  async sizes(context) {
    const prompts = await context.query<PromptRow>('report_prompt');
    return prompts.length > 0 ? [counted(prompts.length, 'prompt')] : [];
  },
  async facts(context) {
    const prompts = await context.query<PromptRow>('report_prompt');
    if (prompts.length === 0) return [['task', 'not run']];
    const different = (value: (row: PromptRow) => string): number => new Set(prompts.map(value)).size;
    const first = prompts.filter((row) => row.answer_rank === 0).length;
    return [
      [
        'task',
        html`${counted(prompts.length, 'prompt')}, ${counted(
          different((row) => row.answer),
          'answer',
        )}, ${counted(
          different((row) => row.template),
          'template',
        )}; ${percent(first / prompts.length)} answered at rank 0`,
      ],
    ];
  },
};
