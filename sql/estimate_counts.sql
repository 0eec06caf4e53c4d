-- What the estimate of a study takes from an earlier run: selected and kept features, kept clusters, steered prompts, and the share of a prompt's
-- positions from the first on at which a kept feature is active (a BOS left out where it is not steered), mean over features and prompts.
WITH kept AS (SELECT feature_id, cluster FROM cluster WHERE kept AND algorithm = $algorithm),

steered AS (SELECT prompt_id, n_tokens FROM prompt WHERE answer_rank = 0 OR NOT $rank0),

active AS (
  SELECT attribution.feature_id, attribution.prompt_id, min(attribution.position) AS first
  FROM attribution
  INNER JOIN kept ON attribution.feature_id = kept.feature_id
  WHERE attribution.activation > 0 AND (attribution.position > 0 OR NOT $bos)
  GROUP BY attribution.feature_id, attribution.prompt_id
)

SELECT
  (SELECT count(*) FROM feature WHERE selected)::INTEGER AS selected,
  (SELECT count(*) FROM kept)::INTEGER AS kept,
  (SELECT count(DISTINCT cluster) FROM kept)::INTEGER AS clusters,
  (SELECT count(*) FROM steered)::INTEGER AS steered,
  (SELECT sum((steered.n_tokens - active.first) / steered.n_tokens) FROM active INNER JOIN steered ON active.prompt_id = steered.prompt_id)
  / nullif((SELECT count(*) FROM kept) * (SELECT count(*) FROM steered), 0) AS active_share
