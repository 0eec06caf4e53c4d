-- From which |r| on pairs are stored; 0 where all are.
SELECT stored_from
FROM correlation_scope
