const MARK =
  /^[\s（(【[]*(?:此件)?(?:内部(?:资料|文件|材料)|工作秘密|不予公开|不公开发布|(?:秘密|机密|绝密)\s*[★☆])/;
const LONGEST_MARK = 20; // it stands alone in its line; in a sentence the words speak of something else

/**
 * True of a document that says of itself that it is not for everybody: nothing of it goes out by
 * short message or to chat groups (docs/office-rules.md, 25).
 *
 * @example isConfidential('内部资料  注意保存\n2024年工作方案') // true
 */
export function isConfidential(sourceText: string): boolean {
  return sourceText
    .split('\n')
    .some((line) => line.trim().length <= LONGEST_MARK && MARK.test(line));
}
