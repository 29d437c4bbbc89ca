/**
 * Calls `run` when asked, at once at first, then one call at a time and `gap` milliseconds apart. What is asked meanwhile is
 * done once, afterwards: the last one is never dropped.
 */
export function paced(run: () => Promise<unknown>, gap: number): () => void {
  let busy = false;
  let again = false;
  const start = (): void => {
    busy = true;
    again = false;
    const done = Promise.allSettled([run(), new Promise((resolve) => setTimeout(resolve, gap))]);
    void done.then(() => {
      busy = false;
      if (again) start();
    });
  };
  return () => (busy ? (again = true) : start());
}
