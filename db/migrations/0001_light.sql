CREATE FUNCTION light(state text, liaison boolean, before_start boolean, yellow_from date, red_from date, today date)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN state IN ('closed', 'waived', 'cancelled') THEN 'done'
    WHEN liaison OR before_start THEN 'grey'
    WHEN state = 'completed' THEN 'green'
    WHEN red_from <= today THEN 'red'
    WHEN yellow_from <= today THEN 'yellow'
    ELSE 'green'
  END
$$;
