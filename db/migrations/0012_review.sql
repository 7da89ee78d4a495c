CREATE TABLE "document_import" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"stage" text NOT NULL,
	"why" text,
	"found" jsonb,
	"plan_id" integer,
	"existed" boolean DEFAULT false NOT NULL,
	"at" timestamptz NOT NULL,
	"seen_at" timestamptz NOT NULL,
	CONSTRAINT "document_import_stage" CHECK ("document_import"."stage" in ('reading','finding','asking','internal','ready','refused'))
);
--> statement-breakpoint
CREATE TABLE "review_edit" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_edit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"given_as" text,
	"person_id" integer,
	"at" timestamptz NOT NULL,
	"kind" text NOT NULL,
	"edit" jsonb NOT NULL,
	"undone" boolean DEFAULT false NOT NULL,
	"of" integer,
	CONSTRAINT "review_edit_given" UNIQUE("plan_id","given_as")
);
--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "outline" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_import" ADD CONSTRAINT "document_import_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_import" ADD CONSTRAINT "document_import_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_import" ADD CONSTRAINT "document_import_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_edit" ADD CONSTRAINT "review_edit_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_edit" ADD CONSTRAINT "review_edit_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_edit" ADD CONSTRAINT "review_edit_of_review_edit_id_fk" FOREIGN KEY ("of") REFERENCES "public"."review_edit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_import_at" ON "document_import" USING btree ("at");--> statement-breakpoint
CREATE INDEX "review_edit_plan" ON "review_edit" USING btree ("plan_id","id");