// Loaded before a part of `npm start` (node --import): ends the part when its parent has died, by
// whatever death, so that nothing is left behind. The channel is the parent's; it says nothing.
process.channel?.unref();
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
