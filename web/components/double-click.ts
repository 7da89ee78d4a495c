/** What gives an act (`data-once`: though it looks like any other button), and what shuts a window. */
const ONCE = '.ant-btn-primary, .ant-btn-dangerous, .ant-modal-wrap, [data-once]';

/**
 * A double click is one click where something is given: its second half would give it again, answer
 * the question that the first half has just raised, or fall on the row that has moved up.
 */
export function takeDoubleClicksAsOne(): void {
  document.addEventListener(
    'click',
    (event) => {
      const { detail, target } = event;
      // typed on the keyboard a click counts none
      if (detail < 2 || !(target instanceof Element)) return;
      const found = target.closest(ONCE);
      if (found === null || (found.matches('.ant-modal-wrap') && found !== target)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}
