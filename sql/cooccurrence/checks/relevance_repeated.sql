-- One row for each set, scope and stratum, of which the one of every prompt has none: a key cannot hold it.
SELECT "set", "scope", stratum, count(*)::INTEGER AS n
FROM relevance
GROUP BY "set", "scope", stratum
HAVING count(*) > 1
ORDER BY ALL;
