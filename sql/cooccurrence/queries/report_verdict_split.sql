-- What the splits of the prompts into halves say of each hypothesis: how far they agree, and the p of all of them together.
SELECT
  verdict_split.hypothesis,
  count(*)::INTEGER AS splits,
  count(verdict_split.p)::INTEGER AS asked,
  median(verdict_split.estimate) AS estimate,
  min(verdict_split.estimate) AS estimate_low,
  max(verdict_split.estimate) AS estimate_high,
  median(verdict_split.p) AS p,
  min(verdict_split.p) AS p_low,
  max(verdict_split.p) AS p_high,
  any_value(verdict.p_held_out) AS p_held_out,
  any_value(verdict.unit) AS unit
FROM verdict_split
LEFT JOIN verdict ON verdict.hypothesis = verdict_split.hypothesis AND verdict.analysis = 'cooccurrence' AND verdict."scope" = $scope
GROUP BY verdict_split.hypothesis
ORDER BY verdict_split.hypothesis
