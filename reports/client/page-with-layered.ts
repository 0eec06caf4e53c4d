/** Script of a report in which a section draws a layered graph: the report's own, and what makes the graph answer. */
import './page.ts';
import { mountLayered } from './layered/mount.ts';

mountLayered();
