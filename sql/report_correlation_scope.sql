-- How many pairs of features have a correlation, and how many of them are stored.
select features, pairs, stored, stored_from, q_exact
from correlation_scope
