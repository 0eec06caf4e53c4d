-- As many pairs are stored as correlation_scope says, all of them where it says so, and none is weaker than its floor.
WITH found AS (
  SELECT CAST(count(*) AS INTEGER) AS pairs, min(abs(r)) AS weakest
  FROM correlation
)

SELECT scope.stored, scope.pairs, scope.stored_from, found.pairs AS found, found.weakest
FROM correlation_scope AS scope
CROSS JOIN found
WHERE found.pairs <> scope.stored
  OR found.weakest < scope.stored_from
  OR (scope.stored_from = 0 AND scope.stored <> scope.pairs);
