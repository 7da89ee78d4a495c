import { z } from 'zod';
import type { FileRow } from '../../db/evidence.ts';
import { isMisnamed, kindName, viewOf } from '../../plan/evidence-kinds.ts';

/** A piece of evidence, in an answer; its bytes lie under /files/:id. */
export const EVIDENCE_FILE = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string().describe('按内容认定，不看文件名'),
    kind: z.string().describe('类型的简称，例如 PDF、JPG、WORD'),
    misnamed: z.boolean().describe('文件名的扩展名与内容不符'),
    view: z
      .enum(['picture', 'pdf', 'video', 'audio'])
      .nullable()
      .describe(
        '在页面里怎样看：picture 用 size=thumbnail、size=screen；pdf 由页面画出来，不运行其中的脚本；video、audio 由浏览器播放原件（支持 Range），放不了的请下载',
      ),
    size: z.int(),
  })
  .meta({ id: 'EvidenceFile' });

/** A file as the API names it. */
export function shownFile(file: FileRow): z.infer<typeof EVIDENCE_FILE> {
  const { id, name, mediaType, size } = file;
  const [kind, misnamed] = [kindName(file), isMisnamed(file)];
  return { id, name, mediaType, kind, misnamed, view: viewOf(mediaType), size };
}
