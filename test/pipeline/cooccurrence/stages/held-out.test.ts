import { beforeEach, describe, expect, it } from 'vitest';
import { heldOut } from '../../../../pipeline/cooccurrence/stages/held-out.ts';
import { random } from '../../../../src/random.ts';
import { fillCorrelation, fillPrompts, fillValues } from '../../network-bench.ts';
import { type Bench, openBench } from '../../stage-context.ts';

const FEATURES = [2, 4, 6, 8, 9];
const SETTINGS = ['cluster.min_size=3'];

describe('held-out', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  /** Features 2, 4 and 6 follow one signal; 8 and 9 are noise. */
  async function fill(prompts: number): Promise<void> {
    const rng = random(1, 'held-out');
    const rows = Array.from({ length: prompts }, () => {
      const signal = rng.normal();
      return FEATURES.map((_, f) => (f < 3 ? signal : 0) + 0.1 * rng.normal());
    });
    await fillCorrelation(bench, FEATURES, []);
    await fillValues(bench, FEATURES, rows);
    await fillPrompts(bench, rows.map((_, prompt) => `answer ${prompt % 2}`)); // biome-ignore format: one line
  }

  const sql = (text: string) => bench.tables.sql<Record<string, unknown>>(text);

  it('says which prompts are in which half, and finds planted clusters from the first half alone', async () => {
    await fill(40);
    await bench.run(heldOut, SETTINGS);
    expect(
      await sql(
        'SELECT half, count(*)::integer AS n, count(DISTINCT split)::integer AS splits FROM held_out_prompt GROUP BY half ORDER BY half',
      ),
    ).toEqual([
      { half: 'first', n: 400, splits: 20 },
      { half: 'second', n: 400, splits: 20 },
    ]);
    expect(
      await sql("SELECT feature_id, cluster FROM held_out_cluster WHERE split = 'strata' ORDER BY feature_id"),
    ).toEqual([
      ...[2, 4, 6].map((feature_id) => ({ feature_id, cluster: 1 })),
      ...[8, 9].map((feature_id) => ({ feature_id, cluster: null })),
    ]);
    const degrees = await sql(
      "SELECT value FROM held_out_centrality WHERE measure = 'degree' AND split = 'strata' ORDER BY feature_id",
    );
    expect(degrees.map(({ value }) => value)).toEqual([0.5, 0.5, 0.5, 0, 0]);
  });

  it('says why there are no halves', async () => {
    await fill(8);
    await bench.run(heldOut, SETTINGS);
    expect(bench.notes).toContainEqual(expect.stringMatching(/^no halves by strata: /));
    expect(await sql('SELECT * FROM held_out_prompt')).toEqual([]);
    expect(await sql('SELECT count(reason)::integer AS n FROM held_out_split')).toEqual([{ n: 2 }]);
    bench.notes.length = 0;
    await bench.run(heldOut, [...SETTINGS, 'correlation.most_pairs=9']);
    expect(bench.notes).toEqual([expect.stringMatching(/^no halves: 10 pairs of 5 features, more than/)]);
    expect(await sql('SELECT * FROM held_out_split')).toEqual([]);
  });
});
