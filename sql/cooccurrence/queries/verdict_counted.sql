-- How many features are selected and how many are in kept clusters, and how many of each without copies.
SELECT "set", n, n_units FROM relevance WHERE "set" IN ('selected', 'kept') AND "scope" = 'all' AND stratum IS NULL
