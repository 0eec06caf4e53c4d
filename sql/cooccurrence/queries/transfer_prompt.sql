-- What tells the wording and the subjects of the task from those of other files.
SELECT prompt_id, template, answer, subject FROM prompt ORDER BY prompt_id
