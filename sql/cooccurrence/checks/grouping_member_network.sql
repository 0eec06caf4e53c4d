-- Every grouping but the references is of the features of the first half's clusters, and the network's own groups are those clusters.
WITH network AS (
  SELECT split, feature_id, cluster FROM held_out_cluster WHERE cluster IS NOT NULL
),
grouped AS (
  SELECT DISTINCT "method", split FROM grouping_member WHERE "method" NOT IN ('mean-differences', 'components', 'neurons')
),
feature_member AS (
  SELECT member.* FROM grouping_member AS member JOIN grouped USING ("method", split)
)
SELECT "method", feature_id, member.cluster, network.cluster AS expected
FROM (SELECT "method", split, feature_id, cluster FROM network JOIN grouped USING (split)) AS network
FULL JOIN feature_member AS member USING ("method", split, feature_id)
WHERE
  (member.cluster IS NULL) OR (network.cluster IS NULL)
  OR ("method" = 'network' AND member.cluster <> network.cluster)
ORDER BY ALL;
