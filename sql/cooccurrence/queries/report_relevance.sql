-- Every set of features on held-out prompts, or on all of them where there are no halves; without the strata.
SELECT
  "set", "scope", n, n_units, width, prompts, share_abs_attribution, m, m_none, m_keep, m_drop, faithfulness, necessity, accuracy_keep, accuracy_drop, random_sets,
  faithfulness_random, faithfulness_low, faithfulness_high, necessity_random, necessity_low, necessity_high, reason
FROM relevance
WHERE
  stratum IS NULL
  AND "scope" = (SELECT max("scope") FROM relevance)
ORDER BY
  list_position(['selected', 'top selected', 'kept', 'top kept', 'components', 'mean-differences', 'neurons', 'all', 'none'], "set") NULLS LAST,
  TRY_CAST(regexp_extract("set", '\d+') AS INTEGER)
