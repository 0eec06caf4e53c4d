-- Every hypothesis with its claim, estimate and status.
select hypothesis, claim, estimate, low, high, p, survives, status, reason
from verdict
order by hypothesis
