CREATE TABLE "collective" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "collective_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"side" text,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "collective_name" UNIQUE NULLS NOT DISTINCT("name","side")
);
--> statement-breakpoint
CREATE TABLE "collective_unit" (
	"collective_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "collective_unit_collective_id_unit_id_pk" PRIMARY KEY("collective_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "collective_unit" ADD CONSTRAINT "collective_unit_collective_id_collective_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collective"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collective_unit" ADD CONSTRAINT "collective_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE cascade ON UPDATE no action;