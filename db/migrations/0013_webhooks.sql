CREATE TABLE "webhook" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kinds" text[] NOT NULL,
	"plan_id" integer,
	"created_by" integer NOT NULL,
	"created_at" timestamptz NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamptz,
	"try_at" timestamptz,
	"disabled_at" timestamptz,
	"why" text
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"webhook_id" integer NOT NULL,
	"occurrence_id" text NOT NULL,
	"seq" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	"due_at" timestamptz NOT NULL,
	"done_at" timestamptz,
	"status" integer,
	"words" text,
	CONSTRAINT "webhook_delivery_state" CHECK ("webhook_delivery"."state" in ('open','taken','failed'))
);
--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhook"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_occurrence_id_occurrence_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("webhook_id","due_at","id") WHERE "webhook_delivery"."state" = 'open';--> statement-breakpoint
CREATE INDEX "webhook_delivery_done" ON "webhook_delivery" USING btree ("done_at");--> statement-breakpoint
CREATE FUNCTION queue_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_delivery (webhook_id, occurrence_id, seq, due_at)
  SELECT w.id, NEW.occurrence_id, NEW.seq, NEW.at FROM webhook w
  WHERE w.disabled_at IS NULL AND (w.kinds = '{}' OR NEW.kind = ANY (w.kinds))
    AND (w.plan_id IS NULL OR w.plan_id = (SELECT o.plan_id FROM occurrence o WHERE o.id = NEW.occurrence_id));
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER event_queued AFTER INSERT ON "event" FOR EACH ROW EXECUTE FUNCTION queue_webhooks();
