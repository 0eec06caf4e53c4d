-- How many pairs of features have a correlation, how many of them are stored, and from which |r| on (0 where all are).
SELECT features, pairs, stored, stored_from, q_exact
FROM correlation_scope
