-- Each first-half cluster of the network: the class it is of, what taking it out costs there and on other prompts, and random sets as large.
SELECT
  cluster, n, n_units, prompts, loss, class.stratum AS class, own_prompts, own_loss, own_loss - selectivity AS other_loss, selectivity, sets,
  random_mean, random_sd, p, reason
FROM cluster_effect
JOIN (
  SELECT "method", split, cluster, stratum, prompts AS own_prompts, loss AS own_loss FROM cluster_effect WHERE own
) AS class USING ("method", split, cluster)
WHERE "method" = 'network' AND cluster_effect.stratum IS NULL
ORDER BY cluster
