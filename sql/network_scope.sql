-- From which |r| on pairs of features are stored.
SELECT stored_from
FROM correlation_scope
