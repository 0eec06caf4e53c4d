-- Slope of total effects on those with later layers held, over features and prompts.
select against, scope, features, slope, low, high, weakened, status
from self_repair
order by against desc, scope
