-- How many pairs of features have a correlation, and how many of them are stored.
SELECT features, pairs, stored, stored_from, q_exact
FROM correlation_scope
