/** The second doors of every analysis, as commands open them. */
import * as analyses from '../../pipeline/analyses.ts';
import { openDoors } from '../../reports/door.ts';

export const DOORS = await openDoors(Object.values(analyses));
