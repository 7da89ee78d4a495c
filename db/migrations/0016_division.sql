CREATE TABLE "division_answer" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "division_answer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ask_id" integer NOT NULL,
	"task" text NOT NULL,
	"terms" text NOT NULL,
	"given_as" text NOT NULL,
	"kind" text NOT NULL,
	"words" text,
	"proposed_unit" text,
	"proposed_time" text,
	"door" text NOT NULL,
	"person_id" integer NOT NULL,
	"device_id" integer,
	"source" text,
	"informant" text,
	"at" timestamptz NOT NULL,
	"outcome" text,
	"reply" text,
	"replied_by" integer,
	"replied_at" timestamptz,
	"edit_id" integer,
	CONSTRAINT "division_answer_given" UNIQUE("ask_id","given_as"),
	CONSTRAINT "division_answer_kind" CHECK ("division_answer"."kind" in ('agree','object','propose')),
	CONSTRAINT "division_answer_door" CHECK ("division_answer"."door" in ('link','office')),
	CONSTRAINT "division_answer_outcome" CHECK ("division_answer"."outcome" in ('taken','kept')),
	CONSTRAINT "division_answer_source" CHECK (("division_answer"."door" = 'office') = ("division_answer"."source" is not null)),
	CONSTRAINT "division_answer_replied" CHECK (("division_answer"."outcome" is null) = ("division_answer"."replied_at" is null))
);
--> statement-breakpoint
CREATE TABLE "division_ask" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "division_ask_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"round_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "division_ask_unit" UNIQUE("round_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "division_round" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "division_round_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"kind" text NOT NULL,
	"given_as" text NOT NULL,
	"until" date,
	"docx_id" text NOT NULL,
	"xlsx_id" text NOT NULL,
	"person_id" integer NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "division_round_given" UNIQUE("plan_id","given_as"),
	CONSTRAINT "division_round_kind" CHECK ("division_round"."kind" in ('comments','settled')),
	CONSTRAINT "division_round_until" CHECK ("division_round"."kind" <> 'comments' or "division_round"."until" is not null)
);
--> statement-breakpoint
CREATE TABLE "doubt_decision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "doubt_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"doubt" text NOT NULL,
	"act" text NOT NULL,
	"choice" text,
	"words" text,
	"person_id" integer,
	"edit_id" integer,
	"at" timestamptz NOT NULL,
	CONSTRAINT "doubt_decision_act" CHECK ("doubt_decision"."act" in ('choose','keep','reopen'))
);
--> statement-breakpoint
ALTER TABLE "division_answer" ADD CONSTRAINT "division_answer_ask_id_division_ask_id_fk" FOREIGN KEY ("ask_id") REFERENCES "public"."division_ask"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_answer" ADD CONSTRAINT "division_answer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_answer" ADD CONSTRAINT "division_answer_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_answer" ADD CONSTRAINT "division_answer_replied_by_person_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_answer" ADD CONSTRAINT "division_answer_edit_id_review_edit_id_fk" FOREIGN KEY ("edit_id") REFERENCES "public"."review_edit"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_ask" ADD CONSTRAINT "division_ask_round_id_division_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."division_round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_ask" ADD CONSTRAINT "division_ask_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_round" ADD CONSTRAINT "division_round_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_round" ADD CONSTRAINT "division_round_docx_id_file_id_fk" FOREIGN KEY ("docx_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_round" ADD CONSTRAINT "division_round_xlsx_id_file_id_fk" FOREIGN KEY ("xlsx_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_round" ADD CONSTRAINT "division_round_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doubt_decision" ADD CONSTRAINT "doubt_decision_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doubt_decision" ADD CONSTRAINT "doubt_decision_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doubt_decision" ADD CONSTRAINT "doubt_decision_edit_id_review_edit_id_fk" FOREIGN KEY ("edit_id") REFERENCES "public"."review_edit"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "division_ask_of" ON "division_ask" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "doubt_decision_plan" ON "doubt_decision" USING btree ("plan_id","id");