ALTER TABLE "plan" ADD COLUMN "clauses" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "place" jsonb;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "also_in_body" text;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "body_place" jsonb;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "reading" jsonb;