CREATE TABLE "call" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"office_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"at" timestamptz NOT NULL,
	"outcome" text NOT NULL,
	"words" text,
	"occurrence_ids" text[] DEFAULT '{}' NOT NULL,
	"next_at" timestamptz NOT NULL,
	CONSTRAINT "call_key_unique" UNIQUE("key"),
	CONSTRAINT "call_outcome" CHECK ("call"."outcome" in ('told','promised','no-answer','wrong-number','changed'))
);
--> statement-breakpoint
CREATE TABLE "circular" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "circular_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"state" text NOT NULL,
	"frozen_at" timestamptz NOT NULL,
	"occurrence_ids" text[] DEFAULT '{}' NOT NULL,
	"text" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"check_until" date,
	"number" text,
	"issued_on" date,
	CONSTRAINT "circular_state" CHECK ("circular"."state" in ('draft','submitted','reviewed','signed','issued','dropped')),
	CONSTRAINT "circular_issued" CHECK (("circular"."state" = 'issued') = ("circular"."issued_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "circular_check" (
	"circular_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"answer" text,
	"answered_at" timestamptz,
	"source" text,
	"words" text,
	CONSTRAINT "circular_check_circular_id_unit_id_pk" PRIMARY KEY("circular_id","unit_id"),
	CONSTRAINT "circular_check_answer" CHECK ("circular_check"."answer" in ('agrees','corrects'))
);
--> statement-breakpoint
CREATE TABLE "circular_step" (
	"circular_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"person_id" integer NOT NULL,
	"at" timestamptz NOT NULL,
	"words" text,
	CONSTRAINT "circular_step_circular_id_seq_pk" PRIMARY KEY("circular_id","seq")
);
--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "text" jsonb;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "sent_on" date;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "number" text;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "sent_by" integer;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_office_id_unit_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circular" ADD CONSTRAINT "circular_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circular_check" ADD CONSTRAINT "circular_check_circular_id_circular_id_fk" FOREIGN KEY ("circular_id") REFERENCES "public"."circular"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circular_check" ADD CONSTRAINT "circular_check_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circular_step" ADD CONSTRAINT "circular_step_circular_id_circular_id_fk" FOREIGN KEY ("circular_id") REFERENCES "public"."circular"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circular_step" ADD CONSTRAINT "circular_step_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_unit" ON "call" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "circular_plan" ON "circular" USING btree ("plan_id");--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_sent_by_person_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_list" ON "notice" USING btree ("list_id") WHERE "notice"."list_id" is not null;