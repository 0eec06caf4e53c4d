-- What taking the clustered features out does on the prompts that did not find them, beside random sets.
SELECT
  n, n_units, prompts, share_abs_attribution, faithfulness, necessity, random_sets, necessity_random, necessity_low, necessity_high, p, reason
FROM relevance
WHERE "set" = 'kept' AND "scope" = 'held-out' AND stratum IS NULL
