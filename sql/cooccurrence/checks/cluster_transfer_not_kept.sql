-- Only kept clusters are taken out.
SELECT t.cluster
FROM (SELECT DISTINCT cluster FROM cluster_transfer) AS t
ANTI JOIN (SELECT DISTINCT cluster FROM cluster WHERE kept) AS kept USING (cluster)
ORDER BY ALL;
