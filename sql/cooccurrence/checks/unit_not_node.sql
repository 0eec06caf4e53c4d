-- Where features are merged, every node is a unit.
SELECT feature.feature_id, feature.node, unit.unit
FROM feature
INNER JOIN unit ON feature.feature_id = unit.feature_id
WHERE feature.node <> unit.unit AND EXISTS (SELECT 1 FROM feature AS other WHERE other.node <> other.feature_id)
ORDER BY ALL;
