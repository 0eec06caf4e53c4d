-- Cohesion of the first half's communities on the second half, in every split.
SELECT split, value AS estimate, NULL::DOUBLE AS p, reason
FROM held_out_statistic
WHERE statistic = 'cohesion'
ORDER BY split
