// Loaded before every server of the benchmark: a signal makes it collect its garbage, so that what is read of its
// memory is what it holds and not what it has not thrown away yet. Worker threads are not reached.
process.on("SIGUSR2", () => {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
});
