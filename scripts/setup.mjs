// Entry of every npm script: `node scripts/setup.mjs NAME [ARGUMENT…]`. Makes sure that what NAME needs
// is installed, then runs scripts/NAME.ts under the project's own Node. Runs on Node 20, needs nothing.

const oldest = 20;
if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(
    `✗ 需要 Node.js ${oldest} 或更高版本，现在是 ${process.version}：请到 https://nodejs.org 安装后重试。` +
      `\n  (Node ${oldest} or newer is needed, this is ${process.version}.)`,
  );
  process.exit(1);
}

const { runScript } = await import('./setup/run.mjs');
await runScript(process.argv[2] ?? 'start', process.argv.slice(3));
