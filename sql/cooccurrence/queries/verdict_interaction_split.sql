-- What decides H4, in every split.
SELECT split, held_out AS estimate, p, reason
FROM interaction_split
WHERE measure = 'stratum_excess'
ORDER BY split
