CREATE TABLE "calendar_year" (
	"year" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"rest" date[] NOT NULL,
	"work" date[] NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"note_id" text,
	"person_id" integer,
	"at" timestamptz NOT NULL,
	"done_at" timestamptz,
	CONSTRAINT "change_kind" CHECK ("change"."kind" in ('calendar','policy','contact','due','merge','pause','resume','end','close'))
);
--> statement-breakpoint
CREATE TABLE "change_row" (
	"change_id" integer NOT NULL,
	"occurrence_id" text NOT NULL,
	"outcome" text,
	"reason" text,
	"at" timestamptz,
	CONSTRAINT "change_row_change_id_occurrence_id_pk" PRIMARY KEY("change_id","occurrence_id"),
	CONSTRAINT "change_row_outcome" CHECK ("change_row"."outcome" in ('done','edited','refused'))
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"occurrence_id" text NOT NULL,
	"seq" integer NOT NULL,
	"on_day" date NOT NULL,
	"amount" double precision NOT NULL,
	CONSTRAINT "entry_occurrence_id_seq_pk" PRIMARY KEY("occurrence_id","seq")
);
--> statement-breakpoint
CREATE TABLE "handler" (
	"task_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	CONSTRAINT "handler_task_id_unit_id_pk" PRIMARY KEY("task_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "leave" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "leave_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"substitute_id" integer,
	CONSTRAINT "leave_days" CHECK ("leave"."from_day" <= "leave"."to_day"),
	CONSTRAINT "leave_other" CHECK ("leave"."substitute_id" is distinct from "leave"."person_id")
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "letter_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"side_id" integer NOT NULL,
	"month" text NOT NULL,
	"file_id" text NOT NULL,
	"occurrence_ids" text[] DEFAULT '{}' NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "letter_once" UNIQUE("plan_id","side_id","month")
);
--> statement-breakpoint
CREATE TABLE "list_item" (
	"list_id" integer NOT NULL,
	"occurrence_id" text NOT NULL,
	"held" text,
	"remark" text,
	CONSTRAINT "list_item_list_id_occurrence_id_pk" PRIMARY KEY("list_id","occurrence_id")
);
--> statement-breakpoint
CREATE TABLE "receipt" (
	"occurrence_id" text NOT NULL,
	"seq" integer NOT NULL,
	"on_day" date NOT NULL,
	"recipient" text,
	CONSTRAINT "receipt_occurrence_id_seq_pk" PRIMARY KEY("occurrence_id","seq")
);
--> statement-breakpoint
CREATE TABLE "return_row" (
	"occurrence_id" text NOT NULL,
	"task_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"done" double precision,
	"out_of" double precision,
	CONSTRAINT "return_row_occurrence_id_task_id_pk" PRIMARY KEY("occurrence_id","task_id")
);
--> statement-breakpoint
ALTER TABLE "post" DROP CONSTRAINT "post_role";--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "event_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "paused_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "declined_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "risk_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "promised_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "rectify_by" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "noted_until" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "circular_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "papers_due" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "count_from" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "count_target" double precision;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "count_unit" text;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "count_opening" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "count_sum" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "confirmed_on" date;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "confirmed_sum" double precision;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "open_ended" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "paused_on" date;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "side" ADD COLUMN "coordinator_unit_id" integer;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "weighty" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "weekly_list" ADD COLUMN "released_at" timestamptz;--> statement-breakpoint
ALTER TABLE "change" ADD CONSTRAINT "change_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change" ADD CONSTRAINT "change_note_id_note_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change" ADD CONSTRAINT "change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_row" ADD CONSTRAINT "change_row_change_id_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_row" ADD CONSTRAINT "change_row_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handler" ADD CONSTRAINT "handler_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handler" ADD CONSTRAINT "handler_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handler" ADD CONSTRAINT "handler_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_substitute_id_person_id_fk" FOREIGN KEY ("substitute_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_side_id_side_id_fk" FOREIGN KEY ("side_id") REFERENCES "public"."side"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_item" ADD CONSTRAINT "list_item_list_id_weekly_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."weekly_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_item" ADD CONSTRAINT "list_item_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_row" ADD CONSTRAINT "return_row_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_row" ADD CONSTRAINT "return_row_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "change_row_open" ON "change_row" USING btree ("change_id") WHERE "change_row"."outcome" is null;--> statement-breakpoint
CREATE INDEX "change_row_occurrence" ON "change_row" USING btree ("occurrence_id");--> statement-breakpoint
CREATE INDEX "leave_person" ON "leave" USING btree ("person_id","to_day");--> statement-breakpoint
ALTER TABLE "side" ADD CONSTRAINT "side_coordinator_unit_id_unit_id_fk" FOREIGN KEY ("coordinator_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_role" CHECK ("post"."role" in ('contact','handler','leader','supervising-leader','office','coordinator','verifier'));--> statement-breakpoint
DROP FUNCTION light(text, boolean, boolean, date, date, date);--> statement-breakpoint
CREATE FUNCTION light(state text, liaison boolean, before_start boolean, waiting boolean, papers_due int, yellow_from date, red_from date, today date)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN state IN ('closed', 'waived', 'cancelled') THEN 'done'
    WHEN liaison OR before_start THEN 'grey'
    WHEN state = 'completed' THEN CASE WHEN papers_due > 0 AND yellow_from <= today THEN 'yellow' ELSE 'green' END
    WHEN waiting THEN 'grey'
    WHEN red_from <= today THEN 'red'
    WHEN yellow_from <= today THEN 'yellow'
    ELSE 'green'
  END
$$;
