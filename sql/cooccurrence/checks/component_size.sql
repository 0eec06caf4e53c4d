-- The stored size of a component is its number of features.
SELECT component, size, count(*)::INTEGER AS members
FROM component
GROUP BY component, size
HAVING count(*) <> size
ORDER BY ALL;
