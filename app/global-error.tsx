"use client";

/** Shown when even the layout failed, so it cannot rely on styles. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>The page did not finish</h1>
          <p>This is our fault, not your cluster’s. Nothing was changed.</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
