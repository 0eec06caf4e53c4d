-- What the estimate of a study takes from an earlier run: selected and kept features, kept clusters, steered prompts; the share of these on which a kept
-- feature is active (a BOS left out where it is not steered), and of such a prompt's positions from the first at which it is, means over features.
WITH kept AS (SELECT feature_id, cluster FROM cluster WHERE kept AND algorithm = $algorithm),

steered AS (SELECT prompt_id, n_tokens FROM prompt WHERE answer_rank = 0 OR NOT $rank0),

active AS (
  SELECT kept.feature_id, attribution.prompt_id, steered.n_tokens, min(attribution.position) AS first
  FROM attribution
  INNER JOIN feature ON attribution.feature_id = feature.feature_id
  INNER JOIN kept ON feature.node = kept.feature_id
  INNER JOIN steered ON attribution.prompt_id = steered.prompt_id
  WHERE attribution.activation > 0 AND (attribution.position > 0 OR NOT $bos)
  GROUP BY ALL
)

SELECT
  (SELECT count(*) FROM feature WHERE selected)::INTEGER AS selected,
  (SELECT count(*) FROM kept)::INTEGER AS kept,
  (SELECT count(DISTINCT cluster) FROM kept)::INTEGER AS clusters,
  (SELECT count(*) FROM steered)::INTEGER AS steered,
  (SELECT count(*) FROM active) / nullif((SELECT count(*) FROM kept) * (SELECT count(*) FROM steered), 0) AS active_prompts,
  (SELECT avg((n_tokens - first) / n_tokens) FROM active) AS active_share
