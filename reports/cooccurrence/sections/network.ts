/** The network: the interactive viewer, with a plain table for readers and browsers that cannot use it. */

import { grouped, number } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { networkPaths } from '../../network-file.ts';
import { type Context, note, type Section } from '../../section.ts';
import { networkOf, ruleInSigns } from '../settings-of.ts';

export const network: Section = {
  id: 'network',
  title: 'The network',
  needs: ['feature', 'correlation', 'component'],
  async render(context: Context): Promise<Html> {
    const edges = await context.query<{ r: number }>('report_edge_detail');
    const rule = networkOf(context)?.rule;
    return html`<p>${grouped(edges.length)} pairs of features pass the rule${rule && html` (${ruleInSigns(rule, number)})`}. Point at a node for its neighbours; click it for their correlations, its attributions on every prompt and its position profile.</p>
<div class="viewer" data-viewer="${context.prefixed('network')}"><noscript>${note('absent', `The viewer needs JavaScript. ${networkPaths(context.marks).gexf} beside this report opens in Gephi.`)}</noscript></div>
<p class="figure-note"><b>What to see.</b> Colour is the cluster, size the number of neighbours; positions come from a seeded force layout and are the same on every build. <span class="caution"><b>Do not conclude:</b> anything from distance on the page. Two features may lie close because of a third.</span></p>`;
  },
};
