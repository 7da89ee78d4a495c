ALTER TABLE "plan" ADD COLUMN "conflicts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "aliases" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "delivery" jsonb;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "reporting" text;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "candidates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_reporting" CHECK ("task"."reporting" in ('before','same','ask'));