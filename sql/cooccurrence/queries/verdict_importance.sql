-- Unweighted centralities of the features that were steered alone, with what that did to the contrast per unit of factor.
SELECT centrality.measure, centrality.feature_id, centrality.value, dose_response.damage_per_factor AS damage
FROM dose_response
INNER JOIN centrality ON dose_response.feature_id = centrality.feature_id
WHERE
  dose_response.outcome = 'logit_diff' AND NOT centrality.weighted AND centrality.value IS NOT NULL
  AND centrality.measure IN ('degree', 'betweenness', 'closeness', 'eigenvector')
ORDER BY centrality.measure, centrality.feature_id
