-- Every hypothesis of one instance of an analysis with its claim, estimate and status, then every finding.
SELECT hypothesis, kind, claim, estimate, low, high, unit, p, p_held_out, survives, n, n_units, status, reason
FROM verdict
WHERE analysis = $analysis AND scope = $scope
ORDER BY kind = 'finding', hypothesis <> 'relevance', hypothesis
