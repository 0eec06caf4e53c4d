-- Identities that must hold in every run, with the worst place.
SELECT "check", worst, prompt_id, position, tolerance, passed
FROM identity
ORDER BY "check"
