ALTER TABLE "message" ADD COLUMN "digest" jsonb;--> statement-breakpoint
ALTER TABLE "message" DROP COLUMN "html";--> statement-breakpoint
-- OFFSET 0: each notice is looked up by its key, whatever the planner believes of the numbers
CREATE OR REPLACE FUNCTION told_notices(messages int[], in_pause text[])
RETURNS TABLE (message_id int, id int, unit_id int, seq int, task_id int) LANGUAGE sql STABLE AS $$
  WITH told AS (
    SELECT a.id AS message_id, n.id, n.unit_id, false AS listed FROM unnest(messages) AS a(id) CROSS JOIN LATERAL
      (SELECT n.id, n.unit_id FROM notice n WHERE n.message_id = a.id AND n.state = 'tied' OFFSET 0) n
    UNION
    SELECT a.id, t.id, t.unit, true FROM unnest(messages) AS a(id) CROSS JOIN LATERAL
      (SELECT m.notice_ids, m.unit_ids FROM message m WHERE m.id = a.id OFFSET 0) m
      CROSS JOIN LATERAL unnest(m.notice_ids, m.unit_ids) AS t(id, unit))
  SELECT told.message_id, told.id, told.unit_id, coalesce(o.seq, 0), o.task_id
  FROM told CROSS JOIN LATERAL (SELECT * FROM notice n WHERE n.id = told.id OFFSET 0) n
    CROSS JOIN LATERAL (SELECT p.state FROM plan p WHERE p.id = n.plan_id OFFSET 0) p
    LEFT JOIN LATERAL (SELECT o.seq, o.task_id FROM occurrence o WHERE o.id = n.occurrence_id OFFSET 0) o ON true
  WHERE NOT n.untrue AND (NOT told.listed OR n.state IN ('open', 'unreachable'))
    AND (n.kind = ANY (in_pause) OR p.state NOT IN ('paused', 'ended'))
  ORDER BY told.id
$$;--> statement-breakpoint
DROP FUNCTION claim_messages(int[], int[], int[], text[], json, timestamptz, text[]);--> statement-breakpoint
CREATE FUNCTION claim_messages(ids int[], told int[], tries int[], made text[], words json, at timestamptz, in_pause text[],
  per_reader int)
-- planned once a connection: planning its eight statements anew takes longer than they do
RETURNS SETOF int LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  free int[];
  about int[];
  good int[];
BEGIN
  free := array(SELECT m.id FROM message m JOIN unnest(ids, tries) AS a(id, tries) ON a.id = m.id AND a.tries = m.attempts
    WHERE m.state IN ('ready', 'unclear') ORDER BY m.id FOR UPDATE OF m SKIP LOCKED);
  -- two claims for one reader come one after the other, so that both are counted
  PERFORM pg_advisory_xact_lock(hashtext('reader'), r.id) FROM (SELECT DISTINCT m.person_id AS id FROM message m
    WHERE m.id = ANY (free) AND m.person_id IS NOT NULL ORDER BY 1) r;
  free := array(SELECT m.id FROM (SELECT f.id, f.person_id, f.channel,
      row_number() OVER (PARTITION BY f.person_id, f.channel ORDER BY f.id) AS nth FROM message f WHERE f.id = ANY (free)) m
    WHERE m.person_id IS NULL OR m.nth + (SELECT count(*) FROM message e WHERE e.person_id = m.person_id
      AND e.channel = m.channel AND (e.state = 'sending' OR e.sent_at > at - interval '1 hour')) <= per_reader);
  about := array(SELECT n.id FROM notice n WHERE n.message_id = ANY (told)
    UNION SELECT unnest(m.notice_ids) FROM message m WHERE m.id = ANY (told));
  -- nothing is recorded of them, and no plan is paused, until the claim is committed
  PERFORM 1 FROM plan p WHERE p.id IN (SELECT n.plan_id FROM notice n WHERE n.id = ANY (about)) ORDER BY p.id FOR SHARE;
  PERFORM 1 FROM occurrence o WHERE o.id IN (SELECT n.occurrence_id FROM notice n WHERE n.id = ANY (about))
    ORDER BY o.id FOR SHARE;
  good := array(SELECT a.id FROM unnest(ids, told, made) AS a(id, told, made)
    WHERE a.id = ANY (free) AND a.made = coalesce(
      (SELECT string_agg(t.id || '.' || t.seq, ',' ORDER BY t.id) FROM told_notices(ARRAY[a.told], in_pause) t), ''));
  UPDATE message m SET
    state = CASE WHEN w.text IS NULL THEN 'dropped' ELSE 'sending' END,
    attempts = m.attempts + CASE WHEN w.text IS NULL THEN 0 ELSE 1 END,
    repeats = w.repeats, subject = w.subject, text = coalesce(w.text, m.text), digest = w.digest, fields = w.fields,
    notice_ids = '{}', unit_ids = '{}', sending_since = at, dated_at = w.dated_at
  FROM json_to_recordset(words) AS w(id int, repeats int, subject text, text text, digest jsonb, fields jsonb,
    dated_at timestamptz)
  WHERE m.id = w.id AND m.id = ANY (good);
  UPDATE notice n SET state = 'tied', message_id = w.id, unit_id = t.unit
  FROM json_to_recordset(words) AS w(id int, notice_ids int[], unit_ids int[])
    CROSS JOIN unnest(w.notice_ids, w.unit_ids) AS t(id, unit)
  WHERE w.id = ANY (good) AND n.id = t.id AND n.state IN ('open', 'unreachable');
  RETURN QUERY SELECT w.id FROM json_to_recordset(words) AS w(id int, text text)
    WHERE w.id = ANY (good) AND w.text IS NOT NULL;
END
$$;
