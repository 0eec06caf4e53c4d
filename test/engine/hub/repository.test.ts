import { expect, test } from 'vitest';
import { study, useHub } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

const at = useHub();

test('names that would leave the repository or the cache are refused', async () => {
  for (const name of ['../../model/x', 'a/../b', 'org/model/more', '']) {
    const model = { hub: name, revision: COMMIT };
    await expect(at().fetch({ ...study, model })).rejects.toThrow(/model\.hub: .* expected a repository such as/);
  }
  await expect(at().fetch({ ...study, model: { hub: 'org/model', revision: '../../model/main' } })).rejects.toThrow(
    /model\.revision/,
  );
  await expect(at().fetch({ ...study, sae: { ...study.sae, folder: '../..' } })).rejects.toThrow(/sae\.folder/);
});
