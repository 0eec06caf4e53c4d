-- Every figure of the published study beside that of one instance of an analysis.
SELECT category, figure, published, unit, derived, value, same_setting, setting, reason
FROM reproduction
WHERE analysis = $analysis AND scope = $scope
ORDER BY place
