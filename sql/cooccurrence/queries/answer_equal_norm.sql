-- Is steering within a cluster worse than between clusters, at equal norm? One row for each comparison over all its doses (size 0, factor 0), in
-- units of the sets' SD: `pool` is every pair of features that write different directions, per unit of push, and the one to go by; `between` the
-- sampled sets of all sizes, where a cluster may hold copies of one direction.
SELECT
  other AS comparison, outcome, sets AS sets_within, other_sets AS sets_between, estimate, low, high, p, bound, p_equivalence,
  CASE
    WHEN low > 0 THEN 'worse within'
    WHEN high < 0 THEN 'worse between'
    WHEN equivalent THEN 'no difference'
    ELSE 'undecided'
  END AS answer
FROM steering_contrast
WHERE scaling = 'norm-matched' AND size = 0 AND factor = 0 AND other IN ('pool', 'between') AND outcome = $outcome
ORDER BY other DESC
