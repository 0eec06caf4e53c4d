-- Tokens that the features of a kept cluster promote: share of its features that have the token among their ten.
WITH member AS (SELECT feature_id, cluster, size FROM cluster WHERE algorithm = $algorithm AND kept)
SELECT member.cluster, promoted_token.token, count(*)::INTEGER AS features, any_value(member.size)::INTEGER AS size, avg(promoted_token.weight) AS weight
FROM promoted_token
JOIN member ON member.feature_id = promoted_token.feature_id
WHERE promoted_token.direction = 'promoted'
GROUP BY member.cluster, promoted_token.token
QUALIFY row_number() OVER (PARTITION BY member.cluster ORDER BY count(*) DESC, avg(promoted_token.weight) DESC, promoted_token.token) <= 10
ORDER BY member.cluster, features DESC, weight DESC, promoted_token.token
