-- Share of each part in the summed sizes over all prompts and positions; the mean over prompts of the summed total, and of the contrast, which it is no part of.
WITH prompt_total AS (SELECT prompt_id, sum(total) AS total FROM ledger GROUP BY prompt_id)

SELECT
  sum(abs(features)) / sum(abs(features) + abs(bias) + abs(error)) AS features,
  sum(abs(bias)) / sum(abs(features) + abs(bias) + abs(error)) AS bias,
  sum(abs(error)) / sum(abs(features) + abs(bias) + abs(error)) AS error,
  (SELECT avg(total) FROM prompt_total) AS total,
  (SELECT avg(logit_diff) FROM prompt) AS contrast
FROM ledger
