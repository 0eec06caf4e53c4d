-- How many pairs of features have a correlation, and how many of them are stored.
select features, pairs, stored, stored_from, q_excess
from correlation_scope
