"use client";

import buttons from "./button.module.css";
import page from "./page.module.css";

/** Our fault, said so. The query is in the address, so nothing is lost. */
export function Fault({ reference, retry }: { readonly reference: string | undefined; readonly retry: () => void }) {
  return (
    <main id="main" className={page.page}>
      <h1>The page did not finish{reference !== undefined && ` (ref ${reference})`}</h1>
      <p className={page.quiet}>This is an error of ours, not of the cluster. Your query is kept.</p>
      <p>
        <button type="button" className={`${buttons.button} ${buttons.strong}`} onClick={retry}>
          Try again
        </button>
      </p>
    </main>
  );
}
