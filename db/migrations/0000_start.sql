CREATE TABLE "attempt" (
	"message_id" integer NOT NULL,
	"number" integer NOT NULL,
	"at" timestamptz NOT NULL,
	"outcome" text NOT NULL,
	"response" text NOT NULL,
	CONSTRAINT "attempt_message_id_number_pk" PRIMARY KEY("message_id","number")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"occurrence_id" text NOT NULL,
	"seq" integer NOT NULL,
	"run" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"command_id" text,
	"at" timestamptz NOT NULL,
	"person_id" integer,
	"unit_id" integer,
	"door" text NOT NULL,
	"data" jsonb NOT NULL,
	"note_id" text,
	"note_hash" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "event_occurrence_id_seq_pk" PRIMARY KEY("occurrence_id","seq"),
	CONSTRAINT "event_command_once" UNIQUE("occurrence_id","command_id")
);
--> statement-breakpoint
CREATE TABLE "event_file" (
	"occurrence_id" text NOT NULL,
	"seq" integer NOT NULL,
	"file_id" text NOT NULL,
	CONSTRAINT "event_file_occurrence_id_seq_file_id_pk" PRIMARY KEY("occurrence_id","seq","file_id")
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" text PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"part" text PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	"opened_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"window" text NOT NULL,
	"address" text NOT NULL,
	"message_id" text NOT NULL,
	"subject" text,
	"text" text,
	"html" text,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"repeats" integer NOT NULL,
	"next_at" timestamptz NOT NULL,
	"sending_since" timestamptz,
	"sent_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "message_message_id_unique" UNIQUE("message_id"),
	CONSTRAINT "message_window" UNIQUE("person_id","channel","kind","window"),
	CONSTRAINT "message_state" CHECK ("message"."state" in ('ready','sending','sent','unclear','failed','dropped'))
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"plan_id" integer NOT NULL,
	"occurrence_id" text,
	"audience" text NOT NULL,
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	"not_before" timestamptz NOT NULL,
	"state" text NOT NULL,
	"message_id" integer,
	"unit_id" integer,
	"list_id" integer,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "notice_key_unique" UNIQUE("key"),
	CONSTRAINT "notice_state" CHECK ("notice"."state" in ('open','tied','withdrawn','unreachable')),
	CONSTRAINT "notice_tied" CHECK (("notice"."message_id" is not null) or "notice"."state" <> 'tied')
);
--> statement-breakpoint
CREATE TABLE "occurrence" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" integer NOT NULL,
	"task_id" integer NOT NULL,
	"party_key" text NOT NULL,
	"period" text NOT NULL,
	"reporting_period" text,
	"series" boolean NOT NULL,
	"liaison" boolean NOT NULL,
	"before_start" boolean NOT NULL,
	"length" text NOT NULL,
	"opens_on" date NOT NULL,
	"original_due_on" date,
	"due_on" date,
	"yellow_from" date,
	"red_from" date,
	"state" text NOT NULL,
	"run" integer NOT NULL,
	"seq" integer NOT NULL,
	"head_hash" text NOT NULL,
	"completed_on" date,
	"ended_on" date,
	"extension_until" date,
	"agenda" jsonb NOT NULL,
	"calendar_version" text,
	"provisional" boolean NOT NULL,
	"answering_unit_id" integer NOT NULL,
	CONSTRAINT "occurrence_state" CHECK ("occurrence"."state" in ('scheduled','assigned','acknowledged','completed','returned','closed','waived','cancelled'))
);
--> statement-breakpoint
CREATE TABLE "party" (
	"occurrence_id" text NOT NULL,
	"unit_id" integer NOT NULL,
	"role" text NOT NULL,
	"written" text NOT NULL,
	CONSTRAINT "party_occurrence_id_unit_id_pk" PRIMARY KEY("occurrence_id","unit_id"),
	CONSTRAINT "party_role" CHECK ("party"."role" in ('answering','participant','counterpart'))
);
--> statement-breakpoint
CREATE TABLE "party_name" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "party_name_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"written" text NOT NULL,
	"settled" text,
	"reason" text,
	CONSTRAINT "party_name_written" UNIQUE("plan_id","written"),
	CONSTRAINT "party_name_settled" CHECK ("party_name"."settled" in ('exact','alias','person','left-out'))
);
--> statement-breakpoint
CREATE TABLE "party_name_unit" (
	"party_name_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "party_name_unit_party_name_id_unit_id_pk" PRIMARY KEY("party_name_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"email_fault" text
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plan_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"document_number" text,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"source_text" text NOT NULL,
	"home" text NOT NULL,
	"issued" date,
	"supervise_from" date,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"recipient_office" text,
	"state" text NOT NULL,
	"policy" jsonb NOT NULL,
	"coordinator_unit_id" integer,
	"issues" jsonb NOT NULL,
	"imported_at" timestamptz NOT NULL,
	"launched_at" timestamptz,
	CONSTRAINT "plan_file" UNIQUE("file_hash","home"),
	CONSTRAINT "plan_state" CHECK ("plan"."state" in ('draft','launching','running','paused','ended')),
	CONSTRAINT "plan_period" CHECK ("plan"."period_from" <= "plan"."period_to")
);
--> statement-breakpoint
CREATE TABLE "plan_unit" (
	"plan_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"assigned_at" timestamptz NOT NULL,
	"acknowledged_at" timestamptz,
	"acknowledged_by" integer,
	CONSTRAINT "plan_unit_plan_id_unit_id_pk" PRIMARY KEY("plan_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "post" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "post_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"role" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "post_role" CHECK ("post"."role" in ('contact','leader','supervising-leader','office','coordinator','verifier'))
);
--> statement-breakpoint
CREATE TABLE "side" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "side_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"name" text NOT NULL,
	"short" text NOT NULL,
	"home" boolean NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "side_name" UNIQUE("plan_id","name"),
	CONSTRAINT "side_mode" CHECK ("side"."mode" in ('supervised','liaison'))
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "task_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"key" text NOT NULL,
	"number" text,
	"quote" text NOT NULL,
	"title" text NOT NULL,
	"section" text,
	"line" integer NOT NULL,
	"lead" text[] DEFAULT '{}' NOT NULL,
	"support" text[] DEFAULT '{}' NOT NULL,
	"actor" text,
	"force" text NOT NULL,
	"distribution" text NOT NULL,
	"tracking" text NOT NULL,
	"verification" text NOT NULL,
	"deadline" jsonb NOT NULL,
	"count" jsonb,
	"other_counts" jsonb NOT NULL,
	"milestones" jsonb NOT NULL,
	"evidence" text[] DEFAULT '{}' NOT NULL,
	"issues" jsonb NOT NULL,
	"reviewed" boolean NOT NULL,
	"dismissed" text,
	CONSTRAINT "task_key" UNIQUE("plan_id","key"),
	CONSTRAINT "task_force" CHECK ("task"."force" in ('firm','soft','advice')),
	CONSTRAINT "task_distribution" CHECK ("task"."distribution" in ('joint','each')),
	CONSTRAINT "task_tracking" CHECK ("task"."tracking" in ('deadline','return','record')),
	CONSTRAINT "task_verification" CHECK ("task"."verification" in ('auto','office','leader'))
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"side" text,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"answers_through_id" integer,
	CONSTRAINT "unit_name_unique" UNIQUE("name"),
	CONSTRAINT "unit_kind" CHECK ("unit"."kind" in ('unit','role','group','village','leading-body','outside')),
	CONSTRAINT "unit_answers_through" CHECK ("unit"."answers_through_id" is null or "unit"."answers_through_id" <> "unit"."id")
);
--> statement-breakpoint
CREATE TABLE "weekly_list" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "weekly_list_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"prepared_on" date NOT NULL,
	"leaves_on" date NOT NULL,
	"week" text NOT NULL,
	CONSTRAINT "weekly_list_once" UNIQUE("person_id","week")
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_note_id_note_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_file" ADD CONSTRAINT "event_file_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_list_id_weekly_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."weekly_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_answering_unit_id_unit_id_fk" FOREIGN KEY ("answering_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party" ADD CONSTRAINT "party_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party" ADD CONSTRAINT "party_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_name" ADD CONSTRAINT "party_name_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_name_unit" ADD CONSTRAINT "party_name_unit_party_name_id_party_name_id_fk" FOREIGN KEY ("party_name_id") REFERENCES "public"."party_name"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_name_unit" ADD CONSTRAINT "party_name_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_coordinator_unit_id_unit_id_fk" FOREIGN KEY ("coordinator_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_unit" ADD CONSTRAINT "plan_unit_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_unit" ADD CONSTRAINT "plan_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_unit" ADD CONSTRAINT "plan_unit_acknowledged_by_person_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "side" ADD CONSTRAINT "side_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_answers_through_id_unit_id_fk" FOREIGN KEY ("answers_through_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_list" ADD CONSTRAINT "weekly_list_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "link_current" ON "link" USING btree ("person_id","unit_id") WHERE "link"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "message_due" ON "message" USING btree ("next_at") WHERE "message"."state" in ('ready','unclear','sending');--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("not_before") WHERE "notice"."state" = 'open';--> statement-breakpoint
CREATE INDEX "notice_occurrence" ON "notice" USING btree ("occurrence_id");--> statement-breakpoint
CREATE INDEX "notice_message" ON "notice" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "occurrence_plan" ON "occurrence" USING btree ("plan_id","state");--> statement-breakpoint
CREATE INDEX "occurrence_task" ON "occurrence" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "occurrence_unit" ON "occurrence" USING btree ("answering_unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "party_one_answers" ON "party" USING btree ("occurrence_id") WHERE "party"."role" = 'answering';--> statement-breakpoint
CREATE INDEX "party_unit" ON "party" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_held_once" ON "post" USING btree ("unit_id","role","person_id") WHERE "post"."to_day" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "side_one_home" ON "side" USING btree ("plan_id") WHERE "side"."home";