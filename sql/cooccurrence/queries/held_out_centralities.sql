-- Centralities in the networks of both halves of the prompts.
SELECT split, measure, feature_id, value, second_value
FROM held_out_centrality
ORDER BY split, measure, feature_id
