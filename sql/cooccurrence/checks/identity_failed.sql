-- The run's own identities hold: ledger closes, splice changes nothing, 1·g = 0.
SELECT "check", worst, tolerance, prompt_id, position
FROM identity
WHERE NOT passed
ORDER BY "check";
