-- Every hypothesis of a run, relevance first, with its claim, estimate and status, then every finding; the first instance of an analysis before the others.
SELECT analysis, scope, hypothesis, kind, claim, estimate, low, high, unit, p, p_held_out, survives, n, n_units, status, reason
FROM verdict
ORDER BY analysis, scope <> 'main', scope, kind = 'finding', hypothesis <> 'relevance', hypothesis
