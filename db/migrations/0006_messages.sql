CREATE TABLE "bucket" (
	"key" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_group" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chat_group_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"system" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text,
	"plan_id" integer,
	"unit_ids" integer[] DEFAULT '{}' NOT NULL,
	"fault" text,
	"ended_at" timestamptz,
	CONSTRAINT "chat_group_name_unique" UNIQUE("name"),
	CONSTRAINT "chat_group_system" CHECK ("chat_group"."system" in ('wecom','dingtalk','feishu'))
);
--> statement-breakpoint
CREATE TABLE "contact_check" (
	"unit_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"half" text NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"answered_at" timestamptz,
	"answer" text,
	CONSTRAINT "contact_check_unit_id_person_id_half_pk" PRIMARY KEY("unit_id","person_id","half"),
	CONSTRAINT "contact_check_answer" CHECK ("contact_check"."answer" in ('right','changed','moved-away'))
);
--> statement-breakpoint
CREATE TABLE "delivery_report" (
	"message_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamptz NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "delivery_report_message_id_kind_pk" PRIMARY KEY("message_id","kind"),
	CONSTRAINT "delivery_report_kind" CHECK ("delivery_report"."kind" in ('delivered','undelivered','bounced','opened','answered'))
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"token" text NOT NULL,
	"link_id" text NOT NULL,
	"name" text,
	"room" text,
	"phone" text,
	"seen_at" timestamptz NOT NULL,
	"confirmed_at" timestamptz,
	"confirmed_by" text,
	"code_at" timestamptz,
	"code_tries" integer DEFAULT 0 NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "device_token_unique" UNIQUE("token"),
	CONSTRAINT "device_confirmed" CHECK (("device"."confirmed_at" is null) = ("device"."confirmed_by" is null)),
	CONSTRAINT "device_confirmed_by" CHECK ("device"."confirmed_by" in ('first','code','coordinator'))
);
--> statement-breakpoint
CREATE TABLE "inbound" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbound_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"sender" text NOT NULL,
	"person_id" integer,
	"unit_id" integer,
	"plan_id" integer,
	"reply_to" integer,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"file_id" text,
	"at" timestamptz NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"occurrence_ids" text[] DEFAULT '{}' NOT NULL,
	"settled_at" timestamptz,
	"settled_by" integer,
	CONSTRAINT "inbound_key_unique" UNIQUE("key"),
	CONSTRAINT "inbound_channel" CHECK ("inbound"."channel" in ('mail','sms')),
	CONSTRAINT "inbound_outcome" CHECK ("inbound"."outcome" in ('command','inbox','bounce','automatic'))
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"person_id" integer,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
DROP INDEX "link_current";--> statement-breakpoint
ALTER TABLE "message" ALTER COLUMN "person_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "purpose" text DEFAULT 'desk' NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "group_id" integer;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "beside_id" integer;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "notice_ids" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "unit_ids" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "fields" jsonb;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "dated_at" timestamptz;--> statement-breakpoint
UPDATE "message" SET "dated_at" = "created_at";--> statement-breakpoint
ALTER TABLE "message" ALTER COLUMN "dated_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "provider_id" text;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "untrue" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "inbound_id" integer;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "phone_fault" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "room" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "prefers" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "quiet_from" integer;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "quiet_to" integer;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "links" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "mailbox" text;--> statement-breakpoint
ALTER TABLE "chat_group" ADD CONSTRAINT "chat_group_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_check" ADD CONSTRAINT "contact_check_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_check" ADD CONSTRAINT "contact_check_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_report" ADD CONSTRAINT "delivery_report_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_link_id_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_reply_to_message_id_fk" FOREIGN KEY ("reply_to") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_settled_by_person_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setting" ADD CONSTRAINT "setting_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_link" ON "device" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "inbound_open" ON "inbound" USING btree ("at") WHERE "inbound"."outcome" = 'inbox' and "inbound"."settled_at" is null;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_group_id_chat_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."chat_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_beside_id_message_id_fk" FOREIGN KEY ("beside_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_inbound_id_inbound_id_fk" FOREIGN KEY ("inbound_id") REFERENCES "public"."inbound"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "message_group_window" ON "message" USING btree ("group_id","kind","window");--> statement-breakpoint
CREATE INDEX "message_sent" ON "message" USING btree ("channel","sent_at");--> statement-breakpoint
CREATE INDEX "message_provider" ON "message" USING btree ("provider_id") WHERE "message"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "message_taking" ON "message" USING btree ("id") WHERE "message"."notice_ids" <> '{}';--> statement-breakpoint
CREATE INDEX "message_beside" ON "message" USING btree ("beside_id") WHERE "message"."beside_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "link_current" ON "link" USING btree ("person_id","unit_id","purpose") WHERE "link"."revoked_at" is null;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_purpose" CHECK ("link"."purpose" in ('desk','calendar'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_reader" CHECK ("message"."person_id" is null or "message"."group_id" is null);--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_channel" CHECK ("message"."channel" in ('mail','sms','chat'));--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_prefers" CHECK ("person"."prefers" in ('mail','sms'));--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_quiet" CHECK (("person"."quiet_from" is null) = ("person"."quiet_to" is null)
      and "person"."quiet_from" between 0 and 1439 and "person"."quiet_to" between 0 and 1439);--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_links" CHECK ("plan"."links" in ('open','internal','none'));--> statement-breakpoint
CREATE FUNCTION told_notices(messages int[], in_pause text[])
RETURNS TABLE (message_id int, id int, unit_id int, seq int, task_id int) LANGUAGE sql STABLE AS $$
  WITH told AS (
    SELECT n.message_id, n.id, n.unit_id FROM notice n WHERE n.message_id = ANY (messages) AND n.state = 'tied'
    UNION
    SELECT m.id, n.id, t.unit FROM message m CROSS JOIN unnest(m.notice_ids, m.unit_ids) AS t(id, unit)
      JOIN notice n ON n.id = t.id AND n.state IN ('open', 'unreachable') WHERE m.id = ANY (messages))
  SELECT told.message_id, told.id, told.unit_id, coalesce(o.seq, 0), o.task_id
  FROM told JOIN notice n ON n.id = told.id JOIN plan p ON p.id = n.plan_id
    LEFT JOIN occurrence o ON o.id = n.occurrence_id
  WHERE NOT n.untrue AND (n.kind = ANY (in_pause) OR p.state NOT IN ('paused', 'ended'))
  ORDER BY told.id
$$;
--> statement-breakpoint
CREATE FUNCTION claim_messages(ids int[], told int[], tries int[], made text[], words json, at timestamptz, in_pause text[])
RETURNS SETOF int LANGUAGE plpgsql AS $$
DECLARE
  free int[];
  about int[];
  good int[];
BEGIN
  free := array(SELECT m.id FROM message m JOIN unnest(ids, tries) AS a(id, tries) ON a.id = m.id AND a.tries = m.attempts
    WHERE m.state IN ('ready', 'unclear') ORDER BY m.id FOR UPDATE OF m SKIP LOCKED);
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
    repeats = w.repeats, subject = w.subject, text = coalesce(w.text, m.text), html = w.html, fields = w.fields,
    notice_ids = '{}', unit_ids = '{}', sending_since = at, dated_at = w.dated_at
  FROM json_to_recordset(words) AS w(id int, repeats int, subject text, text text, html text, fields jsonb,
    dated_at timestamptz)
  WHERE m.id = w.id AND m.id = ANY (good);
  UPDATE notice n SET state = 'tied', message_id = w.id, unit_id = t.unit, waits_for = NULL
  FROM json_to_recordset(words) AS w(id int, notice_ids int[], unit_ids int[])
    CROSS JOIN unnest(w.notice_ids, w.unit_ids) AS t(id, unit)
  WHERE w.id = ANY (good) AND n.id = t.id AND n.state IN ('open', 'unreachable');
  RETURN QUERY SELECT w.id FROM json_to_recordset(words) AS w(id int, text text)
    WHERE w.id = ANY (good) AND w.text IS NOT NULL;
END
$$;
