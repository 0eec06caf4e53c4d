-- Every hypothesis with its claim, estimate and status, then every finding.
select hypothesis, kind, claim, estimate, low, high, unit, p, p_held_out, survives, status, reason
from verdict
order by kind = 'finding', hypothesis
