import { eq } from 'drizzle-orm';
import { SESSION_COOKIE } from '../../api/auth/guards.ts';
import { occurrence, task } from '../../db/schema.ts';
import { openSession } from '../../db/sessions.ts';
import { svgToPng } from '../../documents/png.ts';
import { ORIGIN, seedAccount } from './desk-api.ts';
import { openUnitSite, type UnitSite } from './unit-site.ts';

/** The password of everybody who has an account there. */
export const PASSWORD = 'correct horse battery';

/** A picture, as a phone might have taken it. */
export const PICTURE = svgToPng(
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#7aa6d8"/><circle cx="320" cy="240" r="120" fill="#f4d35e"/></svg>',
);

/** A document of one page, with a script that a reader of PDF may run when it is opened. */
export const PAPER = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 5 0 R
/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</S/JavaScript/JS(app.alert\\('ran'\\))>>endobj
5 0 obj<</Length 40>>stream
BT /F 24 Tf 20 300 Td (Two fairs) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF`,
);

/**
 * An office five weeks into its plan: something long overdue that has gone up to the leader, a claim with
 * evidence that waits, a silent unit, and a matter of the other side.
 */
export async function openOfficeSite(options: { live?: boolean } = {}): Promise<UnitSite> {
  const site = await openUnitSite(
    {
      units: ['县教育局', '县财政局', '县人社局', '云岭县人社局'],
      tasks: [
        { due: ['2024-03-20'], title: '报送名单', lead: ['县教育局'] },
        { due: ['2024-04-20'], title: '选派教师', lead: ['县教育局'], support: ['县财政局'] },
        { due: ['2024-04-12'], title: '拨付资金', lead: ['县财政局'] },
        { due: ['2024-04-30'], title: '举办招聘会', lead: ['县人社局'] },
        { due: ['2024-05-20'], title: '组织劳务输出', lead: ['云岭县人社局'] },
      ],
    },
    '2024-04-10',
    { lived: true, ...options },
  );
  for (const name of ['周协调', '林县长']) {
    await seedAccount(site.year.db, name, { password: PASSWORD });
  }
  await claim(site, '举办招聘会');
  return site;
}

/** Enters a completion with a picture and a paper for the unit that owes it. */
async function claim({ year, pages }: UnitSite, title: string): Promise<void> {
  const [row] = await year.db
    .select({ id: occurrence.id })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(eq(task.title, title));
  const token = await openSession(year.db, 1, { agent: 'test', byLink: false }, year.now());
  const cookie = `${SESSION_COOKIE}=${token}`;
  const headers = { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
  const form = new FormData();
  form.append('files', new Blob([PICTURE], { type: 'image/png' }), '现场.png');
  form.append('files', new Blob([PAPER], { type: 'application/pdf' }), '总结.pdf');
  const body = new Response(form);
  const kept = await pages.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: {
      ...headers,
      'x-duban': '1',
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  });
  const fileIds = kept.json<{ id: string }[]>().map(({ id }) => id);
  const answer = await pages.app.inject({
    method: 'POST',
    url: `/api/v1/occurrences/${encodeURIComponent(row?.id ?? '')}/commands`,
    headers,
    payload: { kind: 'complete', text: '已办两场', source: 'paper', behalf: {}, fileIds },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}
