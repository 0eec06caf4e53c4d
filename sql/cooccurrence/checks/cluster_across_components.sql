-- No cluster joins two connected components.
SELECT cluster.algorithm, cluster.cluster, count(DISTINCT component.component)::INTEGER AS components
FROM cluster
JOIN component USING (feature_id)
GROUP BY ALL
HAVING count(DISTINCT component.component) > 1
ORDER BY ALL;
