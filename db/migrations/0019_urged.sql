ALTER TABLE "access_log" DROP CONSTRAINT "access_log_outcome";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "detail" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "by_person_id" integer;--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "urged_on" date;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_by_person_id_person_id_fk" FOREIGN KEY ("by_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_outcome" CHECK ("access_log"."outcome" in ('login','link','identity','stranger','wrong','locked','disabled','logout','password','revoked','made','reset','off','on','admin','admin-off','post','post-off','token','token-off'));