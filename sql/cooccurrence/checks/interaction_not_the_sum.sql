-- The index is the damage of both less that of each, to rounding.
SELECT *
FROM interaction
WHERE abs(interaction - (damage - damage_a - damage_b)) > 1e-9 * (1 + abs(damage) + abs(damage_a) + abs(damage_b))
ORDER BY ALL
LIMIT 100;
