-- What taking each kept feature out does on each prompt.
SELECT feature_id, prompt_id, damage, first_order FROM removal ORDER BY feature_id, prompt_id
