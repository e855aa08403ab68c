const signals = ['SIGINT', 'SIGTERM'] as const;

/** Does work that can be told to stop: once asked it ends what it has begun, asked again it is killed. */
export async function stopping<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = () => {
    for (const signal of signals) process.off(signal, onSignal);
    process.stderr.write('Stopping when what is begun is done; once more stops at once.\n');
    stop.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}
