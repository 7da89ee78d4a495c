const MARK =
  /^[\s（(【[]*(?:此件)?(?:内部(?:资料|文件|材料)|工作秘密|不予公开|不公开发布|(?:秘密|机密|绝密)\s*[★☆])/;
const LONGEST_MARK = 20; // it stands alone in its line; in a sentence the words speak of something else

/**
 * True of a document that says of itself that it is not for everybody: nothing of it goes out by
 * short message or to chat groups, and mails quote none of its clauses (docs/office-rules.md, 25).
 *
 * @example isConfidential('内部资料  注意保存\n2024年工作方案') // true
 */
export function isConfidential(sourceText: string): boolean {
  return sourceText
    .split('\n')
    .some((line) => line.trim().length <= LONGEST_MARK && MARK.test(line));
}

/** In SQL: only texts in which one of these words stands can be confidential. */
export const CONFIDENTIAL_WORDS = '内部|秘密|机密|绝密|不予公开|不公开';

const LEVEL = /^[\s（(【[]*(?:密级\s*[:：]?\s*)?(秘密|机密|绝密)\s*(?:[★☆].*)?[\s）)】\]]*$/;

/**
 * The level of secrecy that a document is marked with; null: none. Such a file must not come into
 * this system at all.
 *
 * @example secrecyOf('机密★1年\n关于……的通知') // '机密'
 */
export function secrecyOf(sourceText: string): string | null {
  for (const line of sourceText.split('\n')) {
    const found = line.trim().length <= LONGEST_MARK ? LEVEL.exec(line) : null;
    if (found !== null) return found[1] ?? null;
  }
  return null;
}
