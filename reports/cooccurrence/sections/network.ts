/** The network: the interactive viewer, with a plain table for readers and browsers that cannot use it. */

import { grouped, number } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, note, type Section } from '../../section.ts';
import { studyOf } from '../study-of.ts';

export const network: Section = {
  id: 'network',
  title: 'The network',
  needs: ['feature', 'correlation'],
  async render(context: Context): Promise<Html> {
    const edges = await context.query<{ r: number }>('report_edge');
    const rule = studyOf(context.manifest).network;
    return html`<p>${grouped(edges.length)} pairs of features pass the rule${rule && html` (${rule.sign === 'absolute' ? '|r|' : 'r'} ${rule.strict ? '>' : '≥'} ${number(rule.threshold)})`}. Point at a node for its neighbours; click it for their correlations, its attributions on every prompt and its position profile.</p>
<div class="viewer" data-viewer><noscript>${note('absent', 'The viewer needs JavaScript. network.gexf beside this report opens in Gephi.')}</noscript></div>
<p class="figure-note"><b>What to see.</b> Colour is the cluster, size the number of neighbours; positions come from a seeded force layout and are the same on every build. <span class="caution"><b>Do not conclude:</b> anything from distance on the page. Two features may lie close because of a third.</span></p>`;
  },
};
