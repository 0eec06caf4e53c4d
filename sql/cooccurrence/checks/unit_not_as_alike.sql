-- The least |r| of a unit is that of its features' values over prompts, wherever all of its values vary.
WITH pair AS (
  SELECT a.unit, a.least_r, a.feature_id AS feature_a, b.feature_id AS feature_b
  FROM unit AS a
  INNER JOIN unit AS b ON a.unit = b.unit AND a.feature_id < b.feature_id
  WHERE a.size <= 20 -- pairs of larger ones are many
),

alike AS (
  SELECT pair.unit, pair.least_r, abs(corr(x.value, y.value)) AS r, stddev_pop(x.value) / avg(abs(x.value)) AS spread_x, stddev_pop(y.value) / avg(abs(y.value)) AS spread_y
  FROM pair
  INNER JOIN prompt_feature AS x ON pair.feature_a = x.feature_id
  INNER JOIN prompt_feature AS y ON pair.feature_b = y.feature_id AND x.prompt_id = y.prompt_id
  GROUP BY pair.unit, pair.least_r, pair.feature_a, pair.feature_b
)

SELECT unit, any_value(least_r) AS least_r, min(r) AS found
FROM alike
GROUP BY unit
HAVING min(spread_x) > 1e-4 AND min(spread_y) > 1e-4 AND abs(min(r) - any_value(least_r)) > 1e-6
ORDER BY ALL;
