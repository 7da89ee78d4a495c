ALTER TABLE "list_item" ADD COLUMN "person_id" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "list_item" ADD COLUMN "at" timestamptz NOT NULL;--> statement-breakpoint
ALTER TABLE "list_item" ADD CONSTRAINT "list_item_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;