import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DeskApi, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
let api: DeskApi;

beforeEach(async () => {
  api = await openDeskApi(idleCommander(database(), () => DESK_START));
});

afterEach(async () => api.close());

type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  responses: Record<string, { content?: Record<string, unknown> }>;
};

it('describes every route by OpenAPI 3.1: its name, what it does, every answer', async () => {
  const { body } = await api.call('GET', '/api/docs/json');
  expect(body.openapi).toBe('3.1.0');
  const known = new Set(body.tags.map(({ name }: { name: string }) => name));
  const paths: Record<string, Record<string, Operation>> = body.paths;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  expect(operations.length).toBeGreaterThan(9);
  const faults = operations.flatMap(({ path, operationId, summary, tags = [], responses }) => [
    ...(/^[a-z]+([A-Z][a-z]*)*$/.test(operationId ?? '') ? [] : [`${path}: operationId`]),
    ...(/[一-鿿]/.test(summary ?? '') ? [] : [`${path}: summary`]),
    ...(tags.length === 1 && tags.every((tag) => known.has(tag)) ? [] : [`${path}: tags`]),
    ...(Object.keys(responses).some((status) => status.startsWith('2'))
      ? []
      : [`${path}: no answer`]),
    ...(responses['default']?.content?.['application/problem+json'] ? [] : [`${path}: problem`]),
  ]);
  expect(faults).toEqual([]);
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const routes = api.app.printRoutes({ commonPrefix: false });
  expect(routes).toContain('session');
});

it('refers to nothing that is not in the document', async () => {
  const { body, text } = await api.call('GET', '/api/docs/json');
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(0);
  for (const [, name = ''] of references) expect(body.components.schemas).toHaveProperty(name);
});

it('shows the documentation without asking anybody else for anything', async () => {
  const page = await api.call('GET', '/api/docs/');
  expect(page.status).toBe(200);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('http');
  expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
  const starter = await api.call('GET', '/api/docs/static/swagger-initializer.js');
  expect(starter.status).toBe(200);
  expect(starter.text).not.toContain('validator.swagger.io');
});
