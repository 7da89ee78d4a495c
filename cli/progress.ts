/** Redraws one line on a terminal; elsewhere prints a line when the numbers have moved much. */
export function progressBar(what: string): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const share = total === 0 ? 0 : Math.floor((done / total) * 20);
    if (share === shown) return;
    shown = share;
    const line = `[${'█'.repeat(share)}${'·'.repeat(20 - share)}] ${what} ${done}/${total}`;
    process.stderr.write(
      process.stderr.isTTY ? `\r${line}${share === 20 ? '\n' : ''}` : `${line}\n`,
    );
  };
}
