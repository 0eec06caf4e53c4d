-- How large the matrix of prompts and selected features is, and which prompts it may hold.
SELECT
  CAST(count(*) AS INTEGER) AS cells,
  CAST(count(*) FILTER (prompt_id = (SELECT min(prompt_id) FROM prompt_feature)) AS INTEGER) AS features,
  coalesce(min(prompt_id), 0) AS first,
  coalesce(max(prompt_id), -1) AS last
FROM prompt_feature
