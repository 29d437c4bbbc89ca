"use client";

import buttons from "./button.module.css";
import page from "./page.module.css";

/** Our fault, said so. The query is in the address, so nothing is lost. */
export function Fault({ what = "page", reference, retry }: { readonly what?: "page" | "check"; readonly reference: string | undefined; readonly retry: () => void }) {
  return (
    <main id="main" className={page.page}>
      <h1>{`The ${what} did not finish${reference === undefined ? "" : ` (ref ${reference})`}. Your query is kept.`}</h1>
      <p className={page.quiet}>This is an error of ours, not of the cluster.</p>
      <p>
        <button type="button" className={`${buttons.button} ${buttons.strong}`} onClick={retry}>
          Try again
        </button>
      </p>
    </main>
  );
}
