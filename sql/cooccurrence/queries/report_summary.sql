-- One row of headline counts. Anything not computed yet is 0 or null.
WITH kept AS (SELECT feature_id, cluster FROM cluster WHERE algorithm = $algorithm AND kept)
SELECT
  (SELECT count(*) FROM prompt)::INTEGER AS prompts,
  (SELECT count(*) FROM feature)::INTEGER AS features_seen,
  (SELECT count(*) FROM feature WHERE selected)::INTEGER AS features,
  (SELECT count(*) FROM feature WHERE node IS NOT NULL)::INTEGER AS features_in_nodes,
  coalesce((SELECT pairs FROM correlation_scope), 0)::INTEGER AS pairs,
  (SELECT sum(abs_r) FROM correlation_sum) / 2 / (SELECT pairs FROM correlation_scope WHERE pairs > 0) AS mean_abs_r,
  (SELECT count(*) FROM edge)::INTEGER AS edges,
  (SELECT count(*) FROM edge WHERE r < 0)::INTEGER AS negative_edges,
  (SELECT max(size) FROM component)::INTEGER AS giant,
  (SELECT count(DISTINCT component) FROM component WHERE size > 1)::INTEGER AS components,
  (SELECT count(DISTINCT cluster) FROM kept)::INTEGER AS clusters,
  (SELECT count(*) FROM kept)::INTEGER AS features_kept,
  (SELECT count(*) FROM steering_set)::INTEGER AS sets,
  (SELECT count(*) FROM steering)::INTEGER AS steered
