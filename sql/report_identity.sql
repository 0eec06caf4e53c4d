-- Identities that must hold in every run, with the worst place.
select "check", worst, prompt_id, position, tolerance, passed
from identity
order by "check"
