-- Slope of total effects on those with parts of later layers held, over features and prompts; self-repair is asked of attention alone.
SELECT against, scope, features, n_units, slope, low, high, weakened, radial_share, status
FROM self_repair
ORDER BY list_position(['attention', 'norms', 'both-tangential', 'frozen', 'direct'], against), scope
