import type { ReactNode } from "react";
import page from "#components/parts/page.module.css";
import { sentenceOf } from "#lib/describe/words.ts";
import { ViewError } from "#server/viewerror.ts";

/** A page; where the past state that it is asked for is not stored, why. */
export async function shown(page: Promise<ReactNode>): Promise<ReactNode> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof ViewError && (error.code === "gone" || error.code === "busy" || error.field === "at")) return <Gone message={error.message} />;
    throw error;
  }
}

function Gone({ message }: { readonly message: string }) {
  return (
    <main id="main" className={page.page} data-gone>
      <h1>{message.endsWith(".") ? message : sentenceOf(message)}</h1>
      <p className={page.quiet}>The link names a past state. The timeline tells since when states are stored; “Show now” leads to the present.</p>
    </main>
  );
}
