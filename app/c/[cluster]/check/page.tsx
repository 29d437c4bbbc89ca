import type { Metadata } from "next";
import { headers } from "next/headers";
import { CheckForm } from "#components/check/CheckForm.tsx";
import { CheckResult } from "#components/check/CheckResult.tsx";
import { Compare } from "#components/check/Compare.tsx";
import { endsOf } from "#components/check/ends.ts";
import page from "#components/parts/page.module.css";
import { Notices } from "#components/url/Notices.tsx";
import { Stamp } from "#components/url/Stamp.tsx";
import { selectionId } from "#lib/url/selection.ts";
import { originOf } from "#server/links.ts";
import { viewSuggestions } from "#server/views.ts";
import { found } from "../found.ts";
import { shown } from "../shown.tsx";
import { urlState } from "../urlstate.ts";
import { askBlame } from "./askblame.ts";
import { askCheck } from "./askcheck.ts";

export const metadata: Metadata = { title: "Check" };

export default function CheckPage(props: PageProps<"/c/[cluster]/check">) {
  return shown(body(props));
}

async function body({ params, searchParams }: PageProps<"/c/[cluster]/check">) {
  const cluster = decodeURIComponent((await params).cluster);
  const { state, notices } = await urlState(searchParams);
  const how = { submitted: isSubmitted(await searchParams), origin: originOf(await headers()) };
  const [suggestions, asked, then] = await found(
    Promise.all([viewSuggestions(cluster, state.at), askCheck(cluster, state, how), state.compare === undefined ? undefined : askCheck(cluster, { ...state, at: state.compare }, how)]),
  );
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      {asked.kind === "answered" && then === undefined && <Stamp key={selectionId(endsOf(asked.check.answer))} cluster={cluster} ends={endsOf(asked.check.answer)} code={asked.check.answer.code} readAt={asked.check.cluster.readAt} />}
      {asked.kind !== "answered" && <h1>Check a connection</h1>}
      <CheckForm key={JSON.stringify([asked.query, state.at])} cluster={cluster} query={{ ...asked.query, at: state.at }} problems={asked.kind === "problems" ? asked.problems : {}} suggestions={suggestions} />
      {asked.kind === "answered" && then?.kind === "answered" && <Compare cluster={cluster} then={{ at: state.compare, check: then.check }} now={{ at: state.at, check: asked.check }} />}
      {asked.kind === "answered" && then === undefined && <CheckResult cluster={cluster} check={asked.check} at={state.at} found={await askBlame(cluster, state, asked.check)} />}
      {asked.kind === "nothing" && <p className={page.quiet}>Name who calls, what is called and the port. The answer says who allows or blocks it, by which rule, and what the caller sees.</p>}
    </main>
  );
}

/** A form sends all of its fields, also the empty ones. */
const isSubmitted = (search: object): boolean => ["from", "to", "port"].every((field) => field in search);
