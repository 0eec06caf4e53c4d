/**
 * Prints the tables of docs/cost.md's section "What a study costs on GPT-2" (cost-tables.ts) for a machine of another rate.
 * Run: node --import tsx bench/cost.ts [GFLOP/s of both threads, 175 unless given]
 */
import { costTables, RATE } from './cost-tables.ts';

console.log(Object.values(await costTables(Number(process.argv[2] ?? RATE))).join('\n'));
