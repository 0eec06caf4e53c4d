-- Every cluster is taken out of every target, as many prompts of each for all; the ratio is that of the stored KL.
WITH target AS (
  SELECT DISTINCT target, name, prompts FROM cluster_transfer
),
wanted AS (
  SELECT cluster, target, name, prompts FROM (SELECT DISTINCT cluster FROM cluster_transfer) CROSS JOIN target
)
SELECT cluster, target, name, prompts, found.prompts AS found, found.ratio, task.kl / found.kl AS expected
FROM wanted
LEFT JOIN cluster_transfer AS found USING (cluster, target, name, prompts)
LEFT JOIN (SELECT cluster, kl FROM cluster_transfer WHERE target = 'task') AS task USING (cluster)
WHERE
  found.prompts IS NULL
  OR task.kl IS NULL
  OR (found.ratio IS NOT NULL AND (abs(found.ratio - task.kl / found.kl) <= 1e-9 * found.ratio) IS NOT TRUE)
ORDER BY ALL;
