DROP INDEX "occurrence_plan";--> statement-breakpoint
DROP INDEX "occurrence_unit";--> statement-breakpoint
CREATE INDEX "occurrence_desk" ON "occurrence" USING btree ("plan_id","due_on","id")
INCLUDE ("answering_unit_id", "task_id", "state", "liaison", "before_start", "paused_on", "waits_for", "papers_due", "yellow_from", "red_from");--> statement-breakpoint
CREATE INDEX "occurrence_open" ON "occurrence" USING btree ("due_on","id")
INCLUDE ("plan_id", "answering_unit_id", "task_id", "state", "liaison", "before_start", "paused_on", "waits_for", "papers_due", "yellow_from", "red_from", "extension_until", "declined_on", "risk_on")
WHERE "occurrence"."state" not in ('closed','waived','cancelled');--> statement-breakpoint
CREATE INDEX "occurrence_unit" ON "occurrence" USING btree ("answering_unit_id","plan_id","state");
