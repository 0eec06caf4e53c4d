-- Every kept cluster taken out of the task, of other prompts and of generic text, one row per cluster and target.
SELECT cluster, target, name, prompts, accuracy, loss, low, high, kl, ratio, ratio_low, ratio_high, reason
FROM cluster_transfer
ORDER BY cluster, list_position(['task', 'template', 'subjects', 'generic'], target), name
