-- Claims of one instance of an analysis that could be asked, and how many of them would be supported if nothing were there: at most the level
-- of the rule (src/run/decide.ts) for each.
SELECT count(*)::INTEGER AS claims, count(p)::INTEGER AS asked, 0.025 * count(p) AS expected
FROM verdict
WHERE analysis = $analysis AND scope = $scope
