CREATE TABLE "account_identity" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "account_identity_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"account_id" integer NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "account_identity_subject" UNIQUE("issuer","subject"),
	CONSTRAINT "account_identity_account" UNIQUE("account_id","issuer")
);
--> statement-breakpoint
ALTER TABLE "access_log" DROP CONSTRAINT "access_log_outcome";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "by_identity" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "account_identity" ADD CONSTRAINT "account_identity_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_outcome" CHECK ("access_log"."outcome" in ('login','link','identity','stranger','wrong','locked','disabled','logout','password','revoked','made','reset','off','on','token','token-off'));