-- What the model says next without and with a push along each feature: the three likeliest tokens of either side; those of another likeliest token first.
WITH side AS (
  SELECT feature_id, prompt_id, factor, reason,
    list(token ORDER BY rank) FILTER (side = 'before' AND rank < 3) AS tokens_before,
    list(probability ORDER BY rank) FILTER (side = 'before' AND rank < 3) AS probabilities_before,
    list(token ORDER BY rank) FILTER (side = 'after' AND rank < 3) AS tokens_after,
    list(probability ORDER BY rank) FILTER (side = 'after' AND rank < 3) AS probabilities_after
  FROM feature_next_token
  GROUP BY feature_id, prompt_id, factor, reason
),
clustered AS (
  SELECT feature_ids[1] AS feature_id, any_value(cluster) AS cluster FROM steering_set WHERE arm = 'single' GROUP BY feature_ids[1]
)
SELECT side.*, clustered.cluster, label.label, prompt.text
FROM side
JOIN prompt ON prompt.prompt_id = side.prompt_id
LEFT JOIN clustered ON clustered.feature_id = side.feature_id
LEFT JOIN label ON label.feature_id = side.feature_id
ORDER BY side.tokens_before[1] = side.tokens_after[1], side.feature_id
