-- Slope of total effects on those with later layers held, over features and prompts.
SELECT against, scope, features, slope, low, high, weakened, status
FROM self_repair
ORDER BY against DESC, scope
