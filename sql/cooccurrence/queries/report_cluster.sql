-- Kept clusters of every algorithm: size, how strongly members correlate, and how many of their edges are negative.
WITH member AS (SELECT algorithm, cluster, size, feature_id FROM cluster WHERE kept),
inside AS (
  SELECT a.algorithm, a.cluster, avg(abs(correlation.r)) AS mean_abs_r, avg((correlation.r < 0)::INTEGER) AS share_negative
  FROM correlation
  JOIN member a ON a.feature_id = correlation.feature_a
  JOIN member b ON b.feature_id = correlation.feature_b AND b.algorithm = a.algorithm AND b.cluster = a.cluster
  GROUP BY a.algorithm, a.cluster
),
outside AS (
  SELECT a.algorithm, a.cluster, avg(abs(correlation.r)) AS mean_abs_r
  FROM member a
  JOIN correlation ON correlation.feature_a = a.feature_id OR correlation.feature_b = a.feature_id
  JOIN member b
    ON b.algorithm = a.algorithm AND b.cluster <> a.cluster
    AND b.feature_id = CASE WHEN correlation.feature_a = a.feature_id THEN correlation.feature_b ELSE correlation.feature_a END
  GROUP BY a.algorithm, a.cluster
)
SELECT
  member.algorithm,
  member.cluster,
  any_value(member.size)::INTEGER AS size,
  any_value(inside.mean_abs_r) AS mean_abs_r_inside,
  any_value(outside.mean_abs_r) AS mean_abs_r_outside,
  any_value(inside.share_negative) AS share_negative
FROM member
LEFT JOIN inside ON inside.algorithm = member.algorithm AND inside.cluster = member.cluster
LEFT JOIN outside ON outside.algorithm = member.algorithm AND outside.cluster = member.cluster
GROUP BY member.algorithm, member.cluster
ORDER BY member.algorithm, member.cluster
