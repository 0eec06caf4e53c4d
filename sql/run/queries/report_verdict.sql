-- Every hypothesis with its claim, estimate and status, then every finding.
SELECT hypothesis, kind, claim, estimate, low, high, unit, p, p_held_out, survives, status, reason
FROM verdict
ORDER BY kind = 'finding', hypothesis
