-- Every figure of the published study beside this run's.
SELECT category, figure, published, unit, derived, value, same_setting, setting, reason
FROM reproduction
ORDER BY place
