-- How alike the rows that a null draws are to the selected features.
SELECT "null", trait, selected_mean, drawn_mean, smd, unbalanced, reason
FROM null_balance
ORDER BY "null", trait
