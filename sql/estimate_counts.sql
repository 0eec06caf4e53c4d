-- What the estimate of a study takes from an earlier run: selected and kept features, kept clusters, steered prompts.
SELECT
  (SELECT count(*) FROM feature WHERE selected)::INTEGER AS selected,
  (SELECT count(*) FROM cluster WHERE kept AND algorithm = $algorithm)::INTEGER AS kept,
  (SELECT count(DISTINCT cluster) FROM cluster WHERE kept AND algorithm = $algorithm)::INTEGER AS clusters,
  (SELECT count(*) FROM prompt WHERE answer_rank = 0 OR NOT $rank0)::INTEGER AS steered
