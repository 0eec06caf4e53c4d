-- Every non-zero code with its attribution, in a fixed order.
SELECT prompt_id, position, feature_id, activation, attribution FROM attribution ORDER BY prompt_id, position, feature_id
