-- it reads nothing but its arguments, so that several processes may count by it
ALTER FUNCTION light(text, boolean, boolean, boolean, int, date, date, date) PARALLEL SAFE;
