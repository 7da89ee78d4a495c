import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { SESSION_COOKIE } from '../auth/guards.ts';

/** The nouns of the API, in the order of the documentation. */
const TAGS = [
  { name: 'session', description: '登录' },
  { name: 'me', description: '本人：身份、密码、登录记录' },
  { name: 'plans', description: '方案' },
  { name: 'review', description: '导入和审核' },
  { name: 'division', description: '任务分工' },
  { name: 'ledger', description: '台账和看板' },
  { name: 'occurrences', description: '事项：全过程和办理' },
  { name: 'weekly', description: '督办专报' },
  { name: 'calls', description: '电话清单' },
  { name: 'check', description: '批量销号' },
  { name: 'liaison', description: '商请函' },
  { name: 'circulars', description: '通报' },
  { name: 'book', description: '通讯录：单位、人员、岗位、请假、设备' },
  { name: 'policy', description: '督办规则' },
  { name: 'calendar', description: '节假日和调休' },
  { name: 'channels', description: '渠道：邮件、短信、工作群' },
  { name: 'accounts', description: '工作台的账号（管理员）' },
  { name: 'tokens', description: '接口密钥（管理员）' },
  { name: 'webhooks', description: '推送给其他系统（管理员）' },
];

/** The page loads nothing from elsewhere, and speaks to nobody else. */
const POLICY = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'connect-src': "'self'",
  'font-src': "'self' data:",
  'img-src': "'self' data:",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
};

/** A form of files is read as it comes in, and so described by hand. */
const FILES = {
  type: 'object',
  required: ['files'],
  properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
};

/** What is sent with a plan's file; it stands last. */
const PLAN_FILE = {
  type: 'object',
  required: ['id', 'file'],
  properties: {
    id: { type: 'string' },
    officeId: { type: 'string' },
    internal: { type: 'string', enum: ['true'] },
    file: { type: 'string', format: 'binary' },
  },
};

/** Describes all routes of a scope by OpenAPI 3.1, and shows them as a page under `/docs`. */
export async function docs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '督办接口',
        version: '1.0.0',
        description:
          '浏览器用登录后的 Cookie，程序用接口密钥（Authorization: Bearer duban_…）。错误一律为 application/problem+json。',
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: (document) => {
      const { schema: described, url } = jsonSchemaTransform(document);
      const form = url.endsWith('/imports') ? PLAN_FILE : FILES;
      const schema = described?.consumes === undefined ? described : { ...described, body: form };
      const access = document.route.config?.access;
      if (access === undefined || access === 'anybody') return { schema, url };
      const both = access.includes(':') ? [{ session: [] }, { token: [] }] : [{ session: [] }];
      return { schema: { ...schema, security: both }, url };
    },
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: POLICY,
    uiConfig: { validatorUrl: null, persistAuthorization: false, docExpansion: 'list' },
  });
}
